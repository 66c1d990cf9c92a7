import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useCaptions } from "../../../i18n/captions";
import { StandingMark } from "../../../ui/marks";

type Resting = Pick<Schemas["Controller"], "standing" | "last_confirmed" | "sources">;

/** What one row of a table rests on: the least sure holding, the day confirmed longest ago, all sources. */
export function EvidenceCells({ of }: { of: Resting }) {
  return (
    <>
      <td>{of.standing && <StandingMark standing={of.standing} />}</td>
      <td className="nowrap">
        <Confirmed of={of} />
      </td>
      <td className="small own-sources">
        <Sources of={of} />
      </td>
    </>
  );
}

export function EvidenceHead() {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col">{t("ownership.standing")}</th>
      <th scope="col">{t("ownership.confirmed")}</th>
      <th scope="col">{t("ownership.sources")}</th>
    </>
  );
}

/** The same on one line, under a name. */
export function EvidenceLine({ of }: { of: Resting }) {
  const { t } = useTranslation();
  if (!of.standing) return null;
  return (
    <p className="row small muted own-evidence">
      <StandingMark standing={of.standing} />
      <span>
        {t("ownership.confirmed")} <Confirmed of={of} />
      </span>
      {of.sources.length > 0 && (
        <span>
          {t("ownership.sources")} <Sources of={of} />
        </span>
      )}
    </p>
  );
}

function Confirmed({ of }: { of: Resting }) {
  const { t } = useTranslation();
  if (of.last_confirmed) return <span className="num">{of.last_confirmed}</span>;
  return of.sources.length > 0 ? <span>{t("ownership.never_confirmed")}</span> : null;
}

function Sources({ of }: { of: Resting }) {
  const { t } = useTranslation();
  const { source } = useCaptions();
  return <>{of.sources.map(source).join(t("party.list_comma"))}</>;
}
