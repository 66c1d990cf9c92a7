import { useTranslation } from "react-i18next";
import { useSchema } from "../../api/hooks";
import { useCaptions } from "../../i18n/captions";
import { Choice } from "../../ui/fields";
import { text } from "../party/values";
import type { Change, Draft } from "./draft";

const THRESHOLDS = ["0.6", "0.75", "0.9"] as const;
const LIMITS = ["1", "3", "5", "10", "20"] as const;
const PARTS = ["own", "reach", "exposure"] as const;

/** How strictly is compared, with whom, and what is shown of them. */
export function OptionFields({ draft, change }: { draft: Draft; change: Change }) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  return (
    <div className="form-grid">
      <Choice
        label={t("screening.threshold")}
        value={draft.threshold}
        options={[
          ["", t("screening.threshold_any")],
          ...THRESHOLDS.map((score) => [score, t("screening.threshold_from", { score })] as const),
        ]}
        choose={(threshold) => change({ threshold })}
      />
      <Choice
        label={t("screening.limit")}
        value={draft.limit}
        options={LIMITS.map((limit) => [limit, t("screening.limit_of", { count: Number(limit) })] as const)}
        choose={(limit) => change({ limit })}
      />
      <Choice
        label={t("screening.kinds")}
        value={draft.kinds}
        options={[
          ["", t("screening.kind_both")],
          ["Enterprise", kind("Enterprise")],
          ["Person", kind("Person")],
        ]}
        choose={(kinds) => change({ kinds })}
      />
      <Choice
        label={t("screening.dismissed")}
        value={draft.dismissed}
        options={[
          ["hide", t("screening.dismissed_hide")],
          ["show", t("screening.dismissed_show")],
        ]}
        choose={(dismissed) => change({ dismissed })}
      />
      <Lists draft={draft} change={change} />
      <Include draft={draft} change={change} />
    </div>
  );
}

/** Kinds of record against a party; candidates without one of those chosen are left out. */
function Lists({ draft, change }: { draft: Draft; change: Change }) {
  const { t, i18n } = useTranslation();
  const kinds = (useSchema().data?.record_kinds ?? []).filter((kind) => kind.nature === "negative");
  const toggle = (id: string) =>
    change({ lists: draft.lists.includes(id) ? draft.lists.filter((name) => name !== id) : [...draft.lists, id] });
  return (
    <details className="form-wide">
      <summary>
        <strong>{t("screening.lists")}</strong>{" "}
        <span className="muted">
          {draft.lists.length > 0
            ? t("screening.lists_chosen", { count: draft.lists.length })
            : t("screening.lists_help")}
        </span>
      </summary>
      <fieldset className="screening-lists">
        <legend className="visually-hidden">{t("screening.lists")}</legend>
        {kinds.map((kind) => (
          <label key={text(kind.id)} className="row-tight">
            <input
              type="checkbox"
              checked={draft.lists.includes(text(kind.id))}
              onChange={() => toggle(text(kind.id))}
            />
            {text(kind[i18n.language === "en" ? "en" : "zh"])}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Include({ draft, change }: { draft: Draft; change: Change }) {
  const { t } = useTranslation();
  return (
    <fieldset className="form-wide stack-s">
      <legend>{t("screening.include")}</legend>
      <div className="row">
        {PARTS.map((part) => (
          <label key={part} className="row-tight">
            <input
              type="checkbox"
              checked={draft.include.includes(part)}
              onChange={(event) =>
                change({
                  include: PARTS.filter((p) => (p === part ? event.target.checked : draft.include.includes(p))),
                })
              }
            />
            {t(`screening.part.${part}`)}
          </label>
        ))}
      </div>
      {draft.include.includes("exposure") && <small className="muted">{t("screening.include_slow")}</small>}
    </fieldset>
  );
}
