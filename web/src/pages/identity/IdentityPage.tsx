import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import type { Parties } from "../../api/party";
import { useTitle } from "../../app/useTitle";
import { useAsk } from "../../ask/ask";
import { useReportEcho } from "../../ask/echo";
import { PartyName } from "../../proof/PathLine";
import { Await } from "../../ui/Await";
import { Empty, Notice } from "../../ui/states";
import "../party/party.css";
import { More } from "../../ui/More";
import { Judge } from "./Judge";
import { Judged } from "./Judged";

/** Pairs that may be one party, with why and why not, judged side by side; and what was judged, to undo. */
export function IdentityPage() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useInfiniteQuery({
    queryKey: ["identity-queue", ask],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(api.GET("/api/v1/identity/queue", { params: { query: { ...ask, limit: 20, cursor: pageParam } }, signal })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  useReportEcho(found.data?.pages[0]);
  useTitle(t("identity.title"));
  return (
    <div className="stack page-narrow">
      <h1>{t("identity.title")}</h1>
      <p className="muted">{t("identity.help")}</p>
      <section className="stack" aria-label={t("identity.queue")}>
        <Await of={found}>
          {({ pages }) => {
            const pairs = pages.flatMap((page) => page.pairs);
            const parties: Parties = Object.assign({}, ...pages.map((page) => page.parties));
            return (
              <>
                {pages.some((page) => page.truncated) && <Notice warn>{t("identity.truncated")}</Notice>}
                {pairs.length === 0 && <Empty>{t("identity.none")}</Empty>}
                {pairs.map((pair) => (
                  <Pair key={pair.a + pair.b} pair={pair} parties={parties} />
                ))}
              </>
            );
          }}
        </Await>
        <More of={found} />
      </section>
      <Judged />
    </div>
  );
}

function Pair({ pair, parties }: { pair: Schemas["QueuedPair"]; parties: Parties }) {
  const { t, i18n } = useTranslation();
  return (
    <article className="panel stack-s">
      <div className="spread">
        <h2>
          <PartyName id={pair.a} parties={parties} /> <span className="muted">≟</span>{" "}
          <PartyName id={pair.b} parties={parties} />
        </h2>
        {pair.grade && <span className="mark mark-open">{t(`identity.grade.${pair.grade as "strong"}`)}</span>}
      </div>
      <dl className="pairs">
        <dt>{t("identity.for")}</dt>
        <dd>{reasons(pair, true, i18n.language).join(t("common.semicolon")) || t("identity.no_reason")}</dd>
        <dt>{t("identity.against")}</dt>
        <dd>{reasons(pair, false, i18n.language).join(t("common.semicolon")) || t("identity.no_reason")}</dd>
        {pair.name_bearers !== null && (
          <>
            <dt>{t("identity.bearers")}</dt>
            <dd>
              {t(pair.name_region ? "identity.bearers_in" : "identity.bearers_all", {
                count: pair.name_bearers,
                region: pair.name_region_name
                  ? t("party.region", { name: pair.name_region_name, code: pair.name_region })
                  : pair.name_region,
              })}
            </dd>
          </>
        )}
        <dt>{t("identity.changes")}</dt>
        <dd>{i18n.language === "en" ? pair.would_change.en : pair.would_change.zh}</dd>
      </dl>
      <Judge a={pair.a} b={pair.b} />
    </article>
  );
}

/** Reasons in words with what each adds; of a pair that a source states, the source's own words. */
function reasons(pair: Schemas["QueuedPair"], supporting: boolean, language: string): string[] {
  if (pair.evidence.length === 0) return supporting ? pair.reasons_for : pair.reasons_against;
  return pair.evidence
    .filter((found) => found.contribution >= 0 === supporting)
    .map((found) => {
      const added = `${supporting ? "+" : "−"}${Math.abs(found.contribution).toFixed(1)}`;
      return language === "en" ? `${found.en} (${added})` : `${found.zh}（${added}）`;
    });
}
