import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { regionOf, text } from "./values";

const CODED: Record<string, "enterprise_status" | "enterprise_type" | "size" | "gender"> = {
  status: "enterprise_status",
  enterprise_type: "enterprise_type",
  size: "size",
  gender: "gender",
};

/** The agreed values, where sources differ, and which records they come from. */
export function Sources({ entity }: { entity: Schemas["Entity"] }) {
  const { t } = useTranslation();
  const { property } = useCaptions();
  const word = useWord();
  return (
    <div className="stack">
      <div className="panel panel-flush">
        <Scroll label={t("party.sources.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("party.sources.property")}</th>
                <th scope="col">{t("party.sources.value")}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(entity.values).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{property(entity.kind, name)}</th>
                  <td>{name === "region" ? regionOf(entity, t) : word(name, value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      <Conflicts entity={entity} />
      <Marks entity={entity} />
    </div>
  );
}

function useWord(): (name: string, value: unknown) => string {
  const code = useCode();
  return (name, value) => {
    const set = CODED[name];
    return set ? code(set, value) : text(value);
  };
}

function Conflicts({ entity }: { entity: Schemas["Entity"] }) {
  const { t } = useTranslation();
  const { property, source } = useCaptions();
  const word = useWord();
  return (
    <section className="panel stack-s">
      <h2>{t("party.sources.conflicts")}</h2>
      {entity.conflicts.length === 0 && <Empty>{t("party.sources.conflict_none")}</Empty>}
      {entity.conflicts.map((conflict) => (
        <div key={conflict.property}>
          <h3>{property(entity.kind, conflict.property)}</h3>
          <dl className="pairs">
            {Object.entries(conflict.values).map(([from, value]) => (
              <div key={from} style={{ display: "contents" }}>
                <dt>{t("party.sources.says", { source: source(from) })}</dt>
                <dd>{word(conflict.property, value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

function Marks({ entity }: { entity: Schemas["Entity"] }) {
  const { t } = useTranslation();
  const { source } = useCaptions();
  return (
    <section className="panel stack-s">
      <h2>{t("party.sources.sources")}</h2>
      <ul>
        {entity.sources.map((mark) => (
          <li key={mark.source + mark.record}>
            {source(mark.source)} <span className="mono small muted">{mark.record}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
