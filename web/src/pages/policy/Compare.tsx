import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { useSession } from "../../api/hooks";
import type { Parties } from "../../api/party";
import { PartyPicker, type Picked } from "../../app/PartyPicker";
import { useAsk } from "../../ask/ask";
import { useCode } from "../../i18n/useCode";
import { PathLine } from "../../proof/PathLine";
import { Choice } from "../../ui/fields";
import { score } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { ProblemView } from "../../ui/states";

type Side = { readonly indicative: Schemas["Indicative"]; readonly parties: Parties };

/** One party under two policies, side by side. */
export function Compare({ titles }: { titles: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { purpose } = useSession();
  const names = Object.keys(titles);
  const [party, setParty] = useState<Picked | null>(null);
  const [pair, setPair] = useState<readonly [string, string]>([names[0] ?? "", names[1] ?? names[0] ?? ""]);
  const options = Object.entries(titles);
  const compare = useMutation({
    mutationFn: (id: string) =>
      got(
        api.POST("/api/v1/policies/compare", {
          body: { ...ask, id, policy: pair[0], other: pair[1], ...(purpose ? { purpose } : {}) },
        }),
      ),
  });
  return (
    <section className="panel stack-s">
      <h2>{t("policies.compare")}</h2>
      <p className="muted">{t("policies.compare_help")}</p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (party) compare.mutate(party.id);
        }}
      >
        <PartyPicker label={t("policies.party")} picked={party} pick={setParty} />
        <Choice
          label={t("policies.choose")}
          options={options}
          value={pair[0]}
          choose={(name) => setPair([name, pair[1]])}
        />
        <Choice
          label={t("policies.other_policy")}
          options={options}
          value={pair[1]}
          choose={(name) => setPair([pair[0], name])}
        />
        <button type="submit" className="button button-main" disabled={!party || compare.isPending}>
          {t("policies.compare_go")}
        </button>
      </form>
      {compare.isError && <ProblemView error={compare.error} />}
      {compare.data && <Sides sides={compare.data.policies as unknown as Record<string, Side>} titles={titles} />}
    </section>
  );
}

function Sides({ sides, titles }: { sides: Record<string, Side>; titles: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const code = useCode();
  return (
    <div className="sides" role="status">
      {Object.entries(sides).map(([name, { indicative, parties }]) => (
        <section key={name} className="panel stack-s">
          <h3>{titles[name] ?? name}</h3>
          <p>
            {t("policies.score")}{" "}
            <LayerMark layer="indication">{`${score(indicative.score)} ${code("level", indicative.level)}`}</LayerMark>
          </p>
          <p>
            <span className="muted">{t("policies.best")}</span>{" "}
            {indicative.best ? <PathLine path={indicative.best} parties={parties} /> : t("policies.no_path")}
          </p>
        </section>
      ))}
    </div>
  );
}
