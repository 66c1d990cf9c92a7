import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, file, got } from "../../api/client";
import { useWord } from "../../i18n/useCode";
import { instant } from "../../ui/format";
import { save } from "../../ui/save";
import { Empty, Notice, ProblemView } from "../../ui/states";
import { Attest } from "./Attest";
import { type Review, undecided } from "./model";
import { OfficialQueries } from "./OfficialQueries";
import { signed } from "./signed";
import { useAct } from "./useActs";

/** What leaves the house: report, letters, attestation, the signed seal; and the proof that it can be done again. */
export function ReportStep({ review }: { review: Review }) {
  return (
    <div className="report-columns">
      <Report review={review} />
      <Letters review={review} />
      <Attest review={review} />
      <Seal review={review} />
      <Replay review={review} />
      <Events review={review} />
      <OfficialQueries review={review} />
    </div>
  );
}

function useDownload() {
  return useMutation({
    mutationFn: (address: string) => file(address),
    onSuccess: ({ blob, name }) => save(name, blob),
  });
}

function Report({ review }: { review: Review }) {
  const { t } = useTranslation();
  const [masked, setMasked] = useState(false);
  const download = useDownload();
  const open = undecided(review).length;
  const go = (format: string) =>
    download.mutate(`/api/v1/reviews/${review.id}/report?format=${format}&masked=${masked}`);
  return (
    <section className="panel stack-s">
      <h2>{t("review.report")}</h2>
      <p className="muted">{open > 0 ? t("review.open_findings", { count: open }) : t("review.all_decided")}</p>
      <label className="row">
        <input type="checkbox" checked={masked} onChange={(event) => setMasked(event.target.checked)} />
        {t("review.masked")}
      </label>
      <div className="row">
        <button type="button" className="button button-main" disabled={download.isPending} onClick={() => go("pdf")}>
          {t("review.report_pdf")}
        </button>
        <button type="button" className="button" disabled={download.isPending} onClick={() => go("xlsx")}>
          {t("review.report_xlsx")}
        </button>
      </div>
      {download.isError && <ProblemView error={download.error} />}
    </section>
  );
}

function Letters({ review }: { review: Review }) {
  const { t } = useTranslation();
  const download = useDownload();
  return (
    <section className="panel stack-s">
      <h2>{t("review.letters")}</h2>
      <div>
        <button
          type="button"
          className="button"
          disabled={download.isPending}
          onClick={() => download.mutate(`/api/v1/reviews/${review.id}/letters?format=pdf`)}
        >
          {t("review.letters_go")}
        </button>
      </div>
      {download.isError && <ProblemView error={download.error} />}
    </section>
  );
}

function Seal({ review }: { review: Review }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const download = useDownload();
  const seal = useAct(review.id, async () =>
    save(`review-${review.id}.json`, await signed(`/api/v1/reviews/${review.id}/seal`)),
  );
  return (
    <section className="panel stack-s">
      <h2>{t("review.seal")}</h2>
      <p className="muted">{t("review.seal_help")}</p>
      {review.state === "sealed" ? (
        <div className="row">
          <span className="mark mark-good">✓ {t("review.sealed")}</span>
          <button type="button" className="button" onClick={() => download.mutate(`/api/v1/reviews/${review.id}/seal`)}>
            {t("review.seal_download")}
          </button>
        </div>
      ) : (
        <div>
          <button
            type="button"
            className={sure ? "button button-main" : "button"}
            disabled={seal.isPending}
            onClick={() => (sure ? seal.mutate(undefined) : setSure(true))}
          >
            {t(sure ? "review.seal_sure" : "review.seal_go")}
          </button>
        </div>
      )}
      {seal.isError && <ProblemView error={seal.error} />}
      {download.isError && <ProblemView error={download.error} />}
    </section>
  );
}

function Replay({ review }: { review: Review }) {
  const { t } = useTranslation();
  const path = { params: { path: { review: review.id } } };
  const replay = useMutation({ mutationFn: () => got(api.POST("/api/v1/reviews/{review}/replay", path)) });
  const refresh = useAct(review.id, () => got(api.POST("/api/v1/reviews/{review}/runs", path)));
  return (
    <section className="panel stack-s">
      <h2>{t("review.replay")}</h2>
      <p className="muted">{t("review.replay_help")}</p>
      <p className="small">
        {t("review.hash")} <code>{review.run.hash}</code>
      </p>
      <div className="row">
        <button type="button" className="button" disabled={replay.isPending} onClick={() => replay.mutate()}>
          {t("review.replay")}
        </button>
        {review.state === "open" && (
          <button
            type="button"
            className="button"
            disabled={refresh.isPending}
            onClick={() => refresh.mutate(undefined)}
          >
            {t("review.refresh")}
          </button>
        )}
      </div>
      {replay.data && (
        <Notice warn={!replay.data.equal}>
          {replay.data.equal
            ? t("review.replay_equal", { hash: replay.data.hash.slice(0, 16) })
            : t("review.replay_differs")}
        </Notice>
      )}
      {replay.isError && <ProblemView error={replay.error} />}
      {refresh.isError && <ProblemView error={refresh.error} />}
    </section>
  );
}

function Events({ review }: { review: Review }) {
  const { t, i18n } = useTranslation();
  const word = useWord();
  return (
    <section className="panel stack-s">
      <h2>{t("review.events")}</h2>
      {review.events.length === 0 && <Empty>{t("review.events_none")}</Empty>}
      <ol>
        {review.events.map((event) => (
          <li key={String(event.number)} className="row">
            <span className="muted small">{instant(String(event.at), i18n.language)}</span>
            {word("review.event", event.kind)} <span className="muted">{String(event.principal)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
