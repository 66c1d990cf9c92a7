import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import { api, got } from "../../api/client";
import { useTitle } from "../../app/useTitle";
import { useReportEcho } from "../../ask/echo";
import { To } from "../../ask/To";
import { Await } from "../../ui/Await";
import { instant } from "../../ui/format";
import { NotFound, Notice } from "../../ui/states";
import { Identity } from "./Identity";
import { type Review, undecided } from "./model";
import { ReportStep } from "./ReportStep";
import { ResultStep } from "./ResultStep";
import { WhatIf } from "./WhatIf";
import "../party/party.css";
import "./review.css";

const STEPS = { identity: Identity, result: ResultStep, "what-if": WhatIf, report: ReportStep } as const;
type Step = keyof typeof STEPS;

function useReview(id: string) {
  return useQuery({
    queryKey: ["review", id],
    queryFn: async ({ signal }) =>
      (await got(
        api.GET("/api/v1/reviews/{review}", { params: { path: { review: id } }, signal }),
      )) as unknown as Review,
  });
}

/** One review: who is who, what was found and decided, its seal and report. */
export function ReviewPage() {
  const { id = "", step = "result" } = useParams();
  const { t } = useTranslation();
  const found = useReview(id);
  useReportEcho(found.data?.result);
  useTitle(found.data?.title || t("review.one"));
  if (!(step in STEPS)) return <NotFound />;
  const Shown = STEPS[step as Step];
  return (
    <div className="stack">
      <p className="no-print">
        <To to="/reviews">{t("review.title")}</To>
      </p>
      <Await of={found} lines={8}>
        {(review) => (
          <>
            <Head review={review} />
            <Steps review={review} />
            <Shown review={review} />
          </>
        )}
      </Await>
    </div>
  );
}

function Head({ review }: { review: Review }) {
  const { t, i18n } = useTranslation();
  const { tender } = review.result;
  return (
    <header className="panel stack-s">
      <div className="spread">
        <h1>{review.title || t("review.untitled")}</h1>
        <span className={review.state === "sealed" ? "mark mark-good" : "mark mark-accent"}>
          {t(`review.states.${review.state}`)}
        </span>
      </div>
      <p className="muted">
        {t(`review.regimes.${tender.regime as "bidding"}`)} · {t("review.deadline")}{" "}
        {instant(tender.submission_deadline, i18n.language)} ·{" "}
        {t("review.run", { number: review.run.number, version: review.run.data_version })} · {t("review.creator")}{" "}
        {review.principal} · {t("review.purpose")} {review.purpose}
      </p>
      {review.result.truncated && <Notice warn>{t("states.truncated_plain")}</Notice>}
    </header>
  );
}

function Steps({ review }: { review: Review }) {
  const { t } = useTranslation();
  const open = undecided(review).length;
  return (
    <nav className="tabs" aria-label={t("review.one")}>
      {(Object.keys(STEPS) as Step[]).map((name) => (
        <NavLink key={name} end to={name === "result" ? `/reviews/${review.id}` : `/reviews/${review.id}/${name}`}>
          {t(`review.steps.${name}`)}
          {name === "result" && open > 0 && (
            <span className="muted"> · {t("review.open_findings", { count: open })}</span>
          )}
        </NavLink>
      ))}
    </nav>
  );
}
