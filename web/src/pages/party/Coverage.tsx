import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { Notice } from "../../ui/states";

const SHAPES: Record<string, string> = { found: "✓", none_found: "–", no_data: "?" };

/** Before any finding: of which kinds there is data, from whom, how old. A blank is not clean. */
export function Coverage({
  coverage,
  capped,
}: {
  coverage: readonly Schemas["Coverage"][];
  capped: Record<string, number>;
}) {
  const { t } = useTranslation();
  const cap = Math.max(0, ...Object.values(capped));
  return (
    <section className="panel coverage" aria-label={t("party.coverage")}>
      <details>
        <summary>
          <span className="coverage-title">{t("party.coverage")}</span>
          <span className="coverage-strip">
            {coverage.map((row) => (
              <Kind key={row.kind} row={row} />
            ))}
          </span>
        </summary>
        <dl className="pairs coverage-detail">
          {coverage.map((row) => (
            <Detail key={row.kind} row={row} />
          ))}
        </dl>
      </details>
      {cap > 0 && <Notice warn>{t("states.capped", { count: cap })}</Notice>}
    </section>
  );
}

function Kind({ row }: { row: Schemas["Coverage"] }) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  return (
    <span className={`coverage-kind coverage-${row.has}`}>
      {kind(row.kind)} <span aria-hidden="true">{SHAPES[row.has] ?? row.has}</span>
      <span className="visually-hidden">{t(`party.has.${row.has as "found"}`)}</span>
    </span>
  );
}

function Detail({ row }: { row: Schemas["Coverage"] }) {
  const { t } = useTranslation();
  const { kind, source } = useCaptions();
  const line = (s: Schemas["CoverageSource"]) =>
    s.count > 0
      ? t("party.coverage_found", {
          count: s.count,
          source: source(s.source),
          day: s.last_confirmed ?? t("common.unknown"),
        })
      : t("party.coverage_none_found", {
          source: source(s.source),
          day: s.source_last_observed ?? t("common.unknown"),
        });
  return (
    <>
      <dt>{kind(row.kind)}</dt>
      <dd>
        {row.sources.length > 0 ? row.sources.map(line).join(t("common.semicolon")) : t("party.coverage_no_data")}
      </dd>
    </>
  );
}
