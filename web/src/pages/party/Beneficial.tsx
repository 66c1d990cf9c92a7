import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import type { Parties } from "../../api/party";
import type { Ask } from "../../ask/ask";
import { PartyName } from "../../proof/PathLine";
import { Await } from "../../ui/Await";
import { spanText } from "./shares";

/** Beneficial owners with the limb that applied, and what is missing to name them. */
export function Beneficial({ id, ask }: { id: string; ask: Ask }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["beneficial-owners", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/beneficial-owners", { params: { path: { id }, query: ask }, signal })),
  });
  return (
    <section className="panel stack-s">
      <h2>{t("ownership.beneficial")}</h2>
      <Await of={found}>
        {({ beneficial_owners, parties }) => <Owners found={beneficial_owners} parties={parties} />}
      </Await>
      <p className="small muted">{t("ownership.note")}</p>
    </section>
  );
}

function Owners({ found, parties }: { found: Schemas["Owners"]; parties: Parties }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <span className="mark">{t(`ownership.status.${found.status as "named"}`)}</span>{" "}
        <span className="small muted">
          {found.text?.source} {found.text?.article}
        </span>
      </p>
      {found.owners.map((owner) => (
        <div key={owner.party + owner.limb} className="row">
          <PartyName id={owner.party} parties={parties} />
          <Limb limb={owner.limb} />
          {owner.share && <strong>{spanText(owner.share, t("ownership.unknown_share"))}</strong>}
        </div>
      ))}
      <Missing rows={found.missing} parties={parties} />
    </>
  );
}

function Limb({ limb }: { limb: string }) {
  const { t, i18n } = useTranslation();
  return (
    <span className="mark">
      {i18n.exists(`ownership.limbs.${limb}`) ? t(`ownership.limbs.${limb as "equity"}`) : limb}
    </span>
  );
}

function Missing({ rows, parties }: { rows: readonly Schemas["Missing"][]; parties: Parties }) {
  const { t, i18n } = useTranslation();
  if (rows.length === 0) return null;
  const words = (row: Schemas["Missing"]) => {
    const at = parties[row.at]?.name ?? row.at;
    const key = `ownership.missings.${row.reason}`;
    return i18n.exists(key) ? t(`ownership.missings.${row.reason as "rest_not_recorded"}`, { at }) : `${row.reason} ${at}`;
  };
  return (
    <ul className="small">
      {rows.map((row) => (
        <li key={row.reason + row.at}>
          <span className="muted">{t("ownership.missing")}</span> {words(row)}
        </li>
      ))}
    </ul>
  );
}
