import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { Notice } from "../../ui/states";
import { type Judged, JudgementForm } from "./JudgementForm";

const ANSWERS = ["same", "different", "unsure"] as const;

/** A reasoned judgement about a pair, everywhere. */
export function Judge({ a, b }: { a: string; b: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const judge = useMutation({
    mutationFn: ({ answer, reason, evidence }: Judged<(typeof ANSWERS)[number]>) =>
      got(
        api.POST("/api/v1/identity/judgements", {
          body: { a, b, decision: answer, scope: "everywhere", reason, evidence },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (judge.data)
    return (
      <Notice>
        {judge.data.state === "proposed"
          ? t("identity.proposed")
          : t("identity.in_force", { version: judge.data.data_version })}
      </Notice>
    );
  return <JudgementForm answers={ANSWERS} most={500} judge={judge} />;
}
