import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { today } from "../../app/AskBar";
import { FileField } from "../../ui/FileField";
import { asInstant, Choice, type DayTime, DayTimeField, TextField } from "../../ui/fields";
import { instant } from "../../ui/format";
import { Empty, ProblemView } from "../../ui/states";
import { text } from "../party/values";
import { names, type Review } from "./model";
import { useAct } from "./useActs";

const CHANNELS = ["credit_china", "ccgp", "court_enforcement", "gsxt", "other"] as const;
type Channel = (typeof CHANNELS)[number];
const OUTCOMES = ["nothing_found", "found"] as const;
type Outcome = (typeof OUTCOMES)[number];
type Draft = DayTime & { key: string; channel: Channel; outcome: Outcome; hash: string; note: string };
const HASH = /^[0-9a-f]{64}$/;

/** Who looked in which official channel when, with the hash of the screenshot; our records never replace it. */
export function OfficialQueries({ review }: { review: Review }) {
  const { t } = useTranslation();
  const noted = review.events.filter((event) => event.kind === "official_query");
  return (
    <section className="panel stack-s form-wide">
      <h2>{t("review.official.title")}</h2>
      <p className="muted">{t("review.official.help")}</p>
      {noted.length === 0 && <Empty>{t("review.official.none")}</Empty>}
      <ul className="stack-s">
        {noted.map((event) => (
          <Noted key={String(event.number)} event={event} review={review} />
        ))}
      </ul>
      {review.state === "open" && <Form review={review} />}
    </section>
  );
}

function Noted({ event, review }: { event: Record<string, unknown>; review: Review }) {
  const { t, i18n } = useTranslation();
  const content = (event.content ?? {}) as Record<string, unknown>;
  const found = content.outcome === "found";
  return (
    <li>
      {names(review.result)(text(content.key))} · {t(`review.official.channels.${content.channel as Channel}`)}{" "}
      <span className={found ? "mark mark-listed" : "mark"}>
        {t(`review.official.outcomes.${content.outcome as Outcome}`)}
      </span>{" "}
      {text(content.note)}
      <div className="small muted">
        {instant(text(content.checked_at), i18n.language)} · {text(content.checked_by)} ·{" "}
        <span className="mono">{text(content.screenshot_sha256).slice(0, 16)}…</span>
      </div>
    </li>
  );
}

function useNote(review: Review) {
  return useAct(review.id, ({ key, channel, day, time, outcome, hash, note }: Draft) =>
    got(
      api.POST("/api/v1/reviews/{review}/official-queries", {
        params: { path: { review: review.id } },
        body: {
          key,
          channel,
          checked_at: asInstant({ day, time }),
          outcome,
          screenshot_sha256: hash.trim().toLowerCase(),
          note: note.trim(),
        },
      }),
    ),
  );
}

function Form({ review }: { review: Review }) {
  const { t } = useTranslation();
  const first = review.result.roles[0]?.key ?? "";
  const blank: Draft = {
    key: first,
    channel: "credit_china",
    day: today(),
    time: "",
    outcome: "nothing_found",
    hash: "",
    note: "",
  };
  const [draft, setDraft] = useState(blank);
  const note = useNote(review);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const ready = HASH.test(draft.hash.trim().toLowerCase()) && !note.isPending;
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) note.mutate(draft, { onSuccess: () => setDraft({ ...blank, key: draft.key, time: draft.time }) });
      }}
    >
      <div className="form-grid">
        <Looked review={review} draft={draft} change={change} />
        <Screenshot draft={draft} change={change} />
        <TextField
          label={t("review.official.note")}
          maxLength={1000}
          required={draft.channel === "other"}
          placeholder={draft.channel === "other" ? t("review.official.note_other") : undefined}
          value={draft.note}
          change={(note) => change({ note })}
        />
      </div>
      <div>
        <button type="submit" className="button" disabled={!ready}>
          {t("review.official.go")}
        </button>
      </div>
      {note.isError && <ProblemView error={note.error} />}
    </form>
  );
}

type Part = { draft: Draft; change: (part: Partial<Draft>) => void };

function Looked({ review, draft, change }: Part & { review: Review }) {
  const { t } = useTranslation();
  const name = names(review.result);
  const keys = [...new Set(review.result.roles.map((role) => role.key))];
  return (
    <>
      <Choice
        label={t("review.official.party")}
        value={draft.key}
        options={keys.map((key) => [key, name(key)] as const)}
        choose={(key) => change({ key })}
      />
      <Choice
        label={t("review.official.channel")}
        value={draft.channel}
        options={CHANNELS.map((channel) => [channel, t(`review.official.channels.${channel}`)] as const)}
        choose={(channel) => change({ channel })}
      />
      <DayTimeField label={t("review.official.at")} value={draft} change={change} />
      <Choice
        label={t("review.official.outcome")}
        value={draft.outcome}
        options={OUTCOMES.map((outcome) => [outcome, t(`review.official.outcomes.${outcome}`)] as const)}
        choose={(outcome) => change({ outcome })}
      />
    </>
  );
}

/** The file stays here; only its hash is sent. Without a secure connection browsers do not hash: it is typed in. */
function Screenshot({ draft, change }: Part) {
  const { t } = useTranslation();
  return (
    <>
      {window.isSecureContext && (
        <FileField
          label={t("review.official.screenshot")}
          accept="image/*,.pdf"
          help={t("review.official.screenshot_help")}
          choose={async ([file]) => change({ hash: file ? await sha256(file) : "" })}
        />
      )}
      <TextField
        mono
        label={t("review.official.hash")}
        required
        maxLength={64}
        aria-invalid={draft.hash !== "" && !HASH.test(draft.hash.trim().toLowerCase())}
        value={draft.hash}
        change={(hash) => change({ hash })}
      />
    </>
  );
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
