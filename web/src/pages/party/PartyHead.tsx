import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { Code } from "../../ui/Code";
import { CopyButton } from "../../ui/CopyButton";
import { IdentityMark } from "../../ui/marks";
import { regionOf, text } from "./values";

const CODES = ["uscc", "org_code", "registration_number", "lei", "listed_code", "id_mask"] as const;

/** Who this is and how sure that is. */
export function PartyHead({ entity }: { entity: Schemas["Entity"] }) {
  const { t } = useTranslation();
  const { kind, property } = useCaptions();
  const facts = useFacts(entity);
  const codes = CODES.filter((name) => text(entity.values[name]));
  return (
    <header className="panel party-head">
      <div className="spread">
        <h1>{entity.name || t("common.unknown")}</h1>
        <div className="row">
          <span className="mark">{kind(entity.kind)}</span>
          <IdentityMark identity={entity.identity} />
          {entity.last_confirmed && (
            <span className="small muted">{t("party.last_confirmed", { day: entity.last_confirmed })}</span>
          )}
          <To to={`/graph?ids=${entity.id}`} className="button no-print">
            {t("graph.from_party")}
          </To>
        </div>
      </div>
      <div className="spread">
        <p>{facts.join(" · ")}</p>
        <div className="row">
          {codes.map((name) => (
            <span key={name} className="row">
              <span className="small muted">{property(entity.kind, name)}</span>
              <Code value={text(entity.values[name])} />
            </span>
          ))}
          {codes[0] && <CopyButton text={() => text(entity.values[codes[0] ?? ""])} />}
        </div>
      </div>
    </header>
  );
}

function useFacts(entity: Schemas["Entity"]): string[] {
  const { values } = entity;
  const { t } = useTranslation();
  const code = useCode();
  const former = Array.isArray(values.former_names) ? values.former_names.join(t("party.list_comma")) : "";
  return [
    code("enterprise_status", values.status),
    code("enterprise_type", values.enterprise_type),
    text(values.sector),
    regionOf(entity, t),
    values.founded_on ? t("party.founded", { day: text(values.founded_on) }) : "",
    values.birth_year ? text(values.birth_year) : "",
    code("gender", values.gender),
    former ? t("party.former", { names: former }) : "",
  ].filter(Boolean);
}
