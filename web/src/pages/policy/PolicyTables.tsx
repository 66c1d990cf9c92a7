import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { percent } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import { type Policy, type Reason, said } from "./policy";

/** Every number with its reason. Reasons are part of the policy file, which writes them in one language or both. */
export function PolicyTables({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  return (
    <section className="stack">
      <p className="small muted">
        {t("party.policy", { id: policy.id, version: policy.version })} · {t("policies.digest")}{" "}
        <code>{policy.digest}</code>
      </p>
      <General policy={policy} />
      <div className="policy-columns">
        <Severity policy={policy} />
        <div className="stack">
          <Factors policy={policy} />
          <Holdings policy={policy} />
          <Contacts policy={policy} />
        </div>
      </div>
    </section>
  );
}

function General({ policy }: { policy: Policy }) {
  const { t, i18n } = useTranslation();
  const { staleness, successor } = policy;
  return (
    <dl className="pairs panel">
      <dt>{t("policies.levels")}</dt>
      <dd className="row">
        {policy.levels.map((level) => (
          <LayerMark key={level.id} layer="indication">
            {level[i18n.language === "en" ? "en" : "zh"]} {t("policies.from_score", { score: level.from_score })}
          </LayerMark>
        ))}
      </dd>
      <dt>
        {t("policies.floor")} {policy.floor.value}
      </dt>
      <dd>{said(policy.floor.reason, i18n.language)}</dd>
      <dt>{t("policies.staleness")}</dt>
      <dd>
        {t("policies.stale_text", {
          fresh: staleness.fresh_days,
          factor: staleness.factor,
          ends: staleness.ends_after_days,
        })}
      </dd>
      <dt>{t("policies.successor")}</dt>
      <dd>{t("policies.successor_text", { days: successor.window_days, links: successor.independent_links })}</dd>
    </dl>
  );
}

function Numbers({ title, heads, children }: { title: string; heads: readonly string[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{title}</h2>
      <Scroll label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("policies.what")}</th>
              {heads.map((head) => (
                <th scope="col" className="num" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col">{t("policies.reason")}</th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Line({ name, values, reason }: { name: string; values: readonly ReactNode[]; reason: Reason }) {
  const { i18n } = useTranslation();
  return (
    <tr>
      <th scope="row">{name}</th>
      {values.map((value, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the meaning
        <td className="num" key={n}>
          {value}
        </td>
      ))}
      <td className="small">{said(reason, i18n.language)}</td>
    </tr>
  );
}

function Severity({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  return (
    <Numbers title={t("policies.severity")} heads={[t("policies.value")]}>
      {Object.entries(policy.severity).map(([kind, { value, reason }]) => (
        <Line key={kind} name={record(kind)} values={[value]} reason={reason} />
      ))}
      <Line name={t("policies.other")} values={[policy.other_severity.value]} reason={policy.other_severity.reason} />
    </Numbers>
  );
}

function Factors({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  return (
    <Numbers title={t("policies.factors")} heads={[t("policies.forward"), t("policies.backward")]}>
      {Object.entries(policy.factors).map(([name, { forward, backward, reason }]) => (
        <Line key={name} name={kind(name)} values={[forward, backward]} reason={reason} />
      ))}
    </Numbers>
  );
}

function Holdings({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { forward, backward, unknown_forward, unknown_backward, reason } = policy.holdings;
  const back = new Map(backward);
  return (
    <Numbers title={t("policies.holdings")} heads={[t("policies.forward"), t("policies.backward")]}>
      {forward.map(([share, factor], n) => (
        <Line key={share} name={percent(share)} values={[factor, back.get(share)]} reason={n === 0 ? reason : ""} />
      ))}
      <Line name={t("policies.unknown_share")} values={[unknown_forward, unknown_backward]} reason="" />
      {policy.control ? (
        <Line
          name={t("policies.control")}
          values={[policy.control.forward, policy.control.backward]}
          reason={policy.control.reason}
        />
      ) : (
        <Line name={t("policies.control")} values={[0, 0]} reason={t("policies.control_off")} />
      )}
    </Numbers>
  );
}

function Contacts({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const code = useCode();
  return (
    <Numbers title={t("policies.contacts")} heads={[t("policies.value"), t("policies.falloff"), t("policies.limit")]}>
      {Object.entries(policy.contacts).map(([name, { factor, falloff, limit, reason }]) => (
        <Line key={name} name={code("contact", name)} values={[factor, falloff, limit]} reason={reason} />
      ))}
    </Numbers>
  );
}
