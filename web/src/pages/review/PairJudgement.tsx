import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useEntity } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { Code } from "../../ui/Code";
import { Choice } from "../../ui/fields";
import { Empty, Notice } from "../../ui/states";
import { type Judged, JudgementForm } from "../identity/JudgementForm";
import { text } from "../party/values";
import type { Review, Role } from "./model";
import { useAct } from "./useActs";

const ANSWERS = ["same", "different"] as const;
const FACTS = ["uscc", "org_code", "id_mask", "birth_year", "enterprise_type", "region", "founded_on"] as const;

/** Whether two of those named in this review are one: side by side, with a reason; in this review only. */
export function PairJudgement({ review }: { review: Review }) {
  const { t } = useTranslation();
  const word = useWord();
  const roles = [...new Map(review.result.roles.map((role) => [role.key, role])).values()];
  const [a, setA] = useState("");
  const [b, setB] = useState("");
  const options = (named: readonly Role[]) => [
    ["", t("review.pair.choose")] as const,
    ...named.map((one) => {
      const name = one.name || one.given.name || one.key;
      return [one.key, `${name}（${word("review.roles", one.role)}）`] as const;
    }),
  ];
  if (roles.length < 2) return null;
  const left = roles.find((role) => role.key === a);
  const right = roles.find((role) => role.key === b && role.key !== a);
  return (
    <section className="panel stack-s">
      <h2>{t("review.pair.title")}</h2>
      <p className="muted">{t("review.pair.help")}</p>
      <div className="sides">
        <Choice label={t("review.pair.first")} value={a} options={options(roles)} choose={setA} />
        <Choice
          label={t("review.pair.second")}
          value={b}
          options={options(roles.filter((role) => role.key !== a))}
          choose={setB}
        />
        {left && <Side role={left} />}
        {right && <Side role={right} />}
      </div>
      {left && right && <Judge key={`${a} ${b}`} review={review} a={a} b={b} />}
    </section>
  );
}

function Side({ role }: { role: Role }) {
  const { t } = useTranslation();
  return (
    <div className="panel stack-s">
      <strong>{role.name || role.given.name}</strong>
      <span className="muted small">
        {role.given.name && `${t("review.given")} ${role.given.name}`}{" "}
        {role.given.code && <Code value={role.given.code} />}
      </span>
      {role.party ? <Known party={role.party} /> : <Empty>{t("review.confidence.absent")}</Empty>}
    </div>
  );
}

function Known({ party }: { party: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { property } = useCaptions();
  const found = useEntity(party, ask);
  return (
    <Await of={found}>
      {({ entity }) => (
        <dl className="pairs">
          {FACTS.filter((name) => text(entity.values[name])).map((name) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{property(entity.kind, name)}</dt>
              <dd>{text(entity.values[name])}</dd>
            </div>
          ))}
          <dt>{t("review.matched")}</dt>
          <dd>
            <To to={`/party/${party}`} target="_blank">
              {entity.name}
            </To>
          </dd>
        </dl>
      )}
    </Await>
  );
}

function Judge({ review, a, b }: { review: Review; a: string; b: string }) {
  const { t } = useTranslation();
  const judge = useAct(review.id, (judged: Judged<(typeof ANSWERS)[number]>) =>
    got(
      api.POST("/api/v1/reviews/{review}/judgements", {
        params: { path: { review: review.id } },
        body: { a, b, ...judged },
      }),
    ),
  );
  if (judge.isSuccess) return <Notice>{t("review.pair.done")}</Notice>;
  return <JudgementForm answers={ANSWERS} most={2000} judge={judge} />;
}
