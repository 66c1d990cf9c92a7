import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, got, type Schemas, send } from "../../api/client";
import { useAsk, withAsk } from "../../ask/ask";
import { DayInput } from "../../ui/DayInput";
import { FileField } from "../../ui/FileField";
import { Choice } from "../../ui/fields";
import { ProblemView } from "../../ui/states";
import { type Chosen, remember } from "./chosen";
import { FilePreview } from "./FilePreview";
import { fits, type Mapping, preview } from "./preview";

export const NONE: Chosen = {
  file: null,
  mapping: "",
  ownMapping: null,
  observedOn: "",
  snapshot: "",
  beside: [],
  allowLoss: false,
};

function useMappings() {
  return useQuery({ queryKey: ["mappings"], queryFn: ({ signal }) => got(api.GET("/api/v1/mappings", { signal })) });
}

/** Starts a load as a job and goes to the page of the job. */
export function useStartLoad() {
  const navigate = useNavigate();
  const { ask } = useAsk();
  return useMutation({
    mutationFn: ({ chosen, dryRun }: { chosen: Chosen; dryRun: boolean }) =>
      send<Schemas["JobStarted"]>("/api/v1/loads", form(chosen, dryRun)),
    onSuccess: (started, { chosen }) => {
      remember(started.job, chosen);
      void navigate(withAsk(`/loads/jobs/${started.job}`, ask));
    },
  });
}

function form(chosen: Chosen, dryRun: boolean): FormData {
  const data = new FormData();
  if (chosen.file) data.append("file", chosen.file);
  if (chosen.ownMapping) data.append("mapping_file", chosen.ownMapping);
  const words = { mapping: chosen.mapping, observed_on: chosen.observedOn, snapshot: chosen.snapshot };
  for (const [name, value] of Object.entries(words)) if (value) data.append(name, value);
  for (const file of chosen.beside) data.append("beside", file);
  if (chosen.allowLoss) data.append("allow_loss", "true");
  data.append("dry_run", String(dryRun));
  return data;
}

export function LoadForm() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen>(NONE);
  const mappings = useMappings().data?.mappings as unknown as Mapping[] | undefined;
  const start = useStartLoad();
  const { file } = chosen;
  const seen = useQuery({
    queryKey: ["preview", file?.name, file?.size, file?.lastModified],
    enabled: file !== null,
    queryFn: () => (file ? preview(file) : null),
  });
  const change = (part: Partial<Chosen>) => setChosen((old) => ({ ...old, ...part }));
  const ready = file !== null && !start.isPending;
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) start.mutate({ chosen, dryRun: true });
      }}
    >
      <h2>{t("loads.new")}</h2>
      <Fields chosen={chosen} change={change} mappings={mappings ?? []} />
      {file && seen.isSuccess && (
        <FilePreview preview={seen.data} fit={seen.data ? fits(seen.data.headers, mappings ?? []) : undefined} />
      )}
      {start.isError && <ProblemView error={start.error} />}
      <div className="row">
        <button type="submit" className="button button-main" disabled={!ready}>
          {t("loads.dry_run")}
        </button>
        <button
          type="button"
          className="button"
          disabled={!ready}
          onClick={() => start.mutate({ chosen, dryRun: false })}
        >
          {t("loads.load")}
        </button>
      </div>
    </form>
  );
}

type FieldsProps = { chosen: Chosen; change: (part: Partial<Chosen>) => void; mappings: readonly Mapping[] };

function Fields({ chosen, change, mappings }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  return (
    <div className="form-grid">
      <FileField
        wide
        label={t("loads.file")}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.parquet,.gz"
        help={t("loads.file_help")}
        choose={([file]) => change({ file: file ?? null })}
      />
      <Choice
        label={t("loads.mapping")}
        value={chosen.mapping}
        options={[["", t("loads.recognize")], ...mappings.map(({ id, title }) => [id, title[language] ?? id] as const)]}
        choose={(mapping) => change({ mapping })}
      />
      <div className="field">
        <span>{t("loads.observed_on")}</span>
        <DayInput
          label={t("loads.observed_on")}
          value={chosen.observedOn}
          change={(day) => change({ observedOn: day })}
          optional
        />
        <small className="muted">{t("loads.observed_help")}</small>
      </div>
      <Choice
        label={t("loads.snapshot")}
        value={chosen.snapshot}
        options={[
          ["", t("loads.snapshots.as_mapping")],
          ["full", t("loads.snapshots.full")],
          ["partial", t("loads.snapshots.partial")],
        ]}
        choose={(snapshot) => change({ snapshot })}
      />
      {chosen.snapshot !== "partial" && <Loss chosen={chosen} change={change} />}
      <FileField
        multiple
        label={t("loads.beside")}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.parquet,.gz"
        help={t("loads.beside_help")}
        choose={(files) => change({ beside: files })}
      />
      <FileField
        label={t("loads.own_mapping")}
        accept=".yaml,.yml"
        choose={([file]) => change({ ownMapping: file ?? null })}
      />
    </div>
  );
}

/** Only a full snapshot ends anything. */
function Loss({ chosen, change }: Pick<FieldsProps, "chosen" | "change">) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.allowLoss}
          onChange={(event) => change({ allowLoss: event.target.checked })}
        />
        <strong>{t("loads.allow_loss")}</strong>
      </label>
      <small className="muted">{t("loads.allow_loss_help")}</small>
    </div>
  );
}
