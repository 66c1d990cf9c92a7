import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { ended, type Job } from "../api/jobs";
import { ProblemView } from "../ui/states";

/** Cancel long work, or take it up again where it was cancelled, failed or broken off. */
export function JobActs({ job }: { job: Job }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = { params: { path: { job: job.id } } };
  const act = useMutation({
    mutationFn: async (what: "cancel" | "resume") => {
      if (what === "cancel") await got(api.DELETE("/api/v1/jobs/{job}", path));
      else await got(api.POST("/api/v1/jobs/{job}/resume", path));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["job", job.id] }),
  });
  const again = job.state === "interrupted" || job.state === "failed" || job.state === "cancelled";
  if (ended(job.state) && !again) return null;
  return (
    <div className="row">
      {!ended(job.state) && (
        <button type="button" className="button" disabled={act.isPending} onClick={() => act.mutate("cancel")}>
          {t("loads.cancel")}
        </button>
      )}
      {again && (
        <button type="button" className="button" disabled={act.isPending} onClick={() => act.mutate("resume")}>
          {t("loads.resume")}
        </button>
      )}
      {act.isError && <ProblemView error={act.error} />}
    </div>
  );
}
