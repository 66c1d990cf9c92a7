import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../api/client";
import { session } from "../../api/session";
import { useTitle } from "../../app/useTitle";
import { type Ask, useAsk, withAsk } from "../../ask/ask";
import { PurposeField } from "../../ui/fields";
import { number } from "../../ui/format";
import { Notice, ProblemView } from "../../ui/states";
import { ColumnsPreview } from "./ColumnsPreview";
import { type Draft, keepDraft, lastDraft } from "./draft";
import { keep, type Reply } from "./kept";
import { ListSource } from "./ListSource";
import { OptionFields } from "./OptionFields";
import { asRow, identifies, type Row } from "./parties";
import { RecentScreenings } from "./RecentScreenings";
import "./screening.css";

const MOST = 10_000;

/** A list in: paste or choose it, see what was understood, say how strictly; then it is screened. */
export function ScreeningPage() {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(lastDraft);
  useEffect(() => keepDraft(draft), [draft]);
  useTitle(t("screening.title"));
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const rows = draft.list?.lines.map((line) => asRow(line, draft.columns)) ?? [];
  const sent = rows.filter((row) => row.party);
  const start = useStart(draft, rows);
  const ready = sent.length > 0 && sent.length <= MOST && identifies(draft.columns) && !start.isPending;
  return (
    <div className="stack">
      <h1>{t("screening.title")}</h1>
      <p className="muted">{t("screening.intro")}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) start.mutate();
        }}
      >
        <section className="panel stack-s">
          <h2>{t("screening.list")}</h2>
          <ListSource
            text={draft.text}
            take={(text, fileName, list) => change({ text, fileName, list, columns: list?.columns ?? [] })}
          />
          {draft.list && <Understood draft={draft} change={change} rows={rows} sent={sent.length} />}
        </section>
        <section className="panel stack-s">
          <h2>{t("screening.options")}</h2>
          <OptionFields draft={draft} change={change} />
        </section>
        <section className="panel stack-s">
          <div className="filters">
            <PurposeField
              label={t("screening.purpose")}
              value={draft.purpose}
              change={(purpose) => change({ purpose })}
            />
            <button type="submit" className="button button-main" disabled={!ready}>
              {t(start.isPending ? "screening.going" : "screening.go")}
            </button>
          </div>
          <small className="muted">{t("screening.purpose_help")}</small>
        </section>
        {start.isError && <ProblemView error={start.error} />}
      </form>
      <RecentScreenings />
    </div>
  );
}

type UnderstoodProps = { draft: Draft; change: (part: Partial<Draft>) => void; rows: readonly Row[]; sent: number };

function Understood({ draft, change, rows, sent }: UnderstoodProps) {
  const { t, i18n } = useTranslation();
  if (!draft.list) return null;
  const named = identifies(draft.columns);
  return (
    <div className="stack-s">
      <p role="status">
        {draft.fileName && <strong>{draft.fileName} </strong>}
        {t("screening.understood", { count: rows.length })}
        {t("common.full_stop")}
        {named && rows.length > sent && t("screening.unread", { count: rows.length - sent })}
      </p>
      <ColumnsPreview list={draft.list} columns={draft.columns} change={(columns) => change({ columns })} />
      {!named && <Notice warn>{t("screening.no_identifying")}</Notice>}
      {sent > MOST && (
        <Notice warn>{t("screening.too_many", { count: sent, limit: number(MOST, i18n.language) })}</Notice>
      )}
    </div>
  );
}

/** Screens, and goes to the answer: at once for a short list, as a job for a long one. */
function useStart(draft: Draft, rows: readonly Row[]) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { ask } = useAsk();
  return useMutation({
    mutationFn: () => {
      session.setPurpose(draft.purpose.trim());
      return got(api.POST("/api/v1/screenings", { body: body(draft, rows, ask) }));
    },
    onSuccess: (answer) => {
      const job = "job" in answer ? String(answer.job) : null;
      const id = job ?? `tab-${crypto.randomUUID()}`;
      const { list, columns, fileName } = draft;
      const headers = list?.headers.map((header, n) => header || (columns[n] ?? "")) ?? [];
      const reply = job ? null : (answer as Reply);
      keep(id, { name: fileName, headers, columns, rows, reply, decisions: {}, short: false });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      void navigate(withAsk(`/screenings/${id}`, ask));
    },
  });
}

function body(draft: Draft, rows: readonly Row[], ask: Ask): Schemas["ScreeningBody"] {
  return {
    ...ask,
    parties: rows.flatMap((row) => row.party ?? []),
    purpose: draft.purpose.trim(),
    include: [...draft.include],
    options: {
      ...(draft.threshold ? { threshold: Number(draft.threshold) } : {}),
      ...(draft.kinds ? { kinds: [draft.kinds] } : {}),
      ...(draft.lists.length > 0 ? { lists: [...draft.lists] } : {}),
      limit: Number(draft.limit),
      dismissed: draft.dismissed,
    },
  };
}
