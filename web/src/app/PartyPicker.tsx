import { useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCaptions } from "../i18n/captions";
import { useSearch } from "./Search";

export type Picked = { readonly id: string; readonly name: string; readonly kind: string };

const SHOWN = 8;

/** Chooses one party by its name or code; what was chosen stays visible. */
export function PartyPicker({
  label,
  picked,
  pick,
}: {
  label: string;
  picked: Picked | null;
  pick: (party: Picked | null) => void;
}) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  const [text, setText] = useState("");
  const list = useId();
  const asked = useDeferredValue(text.trim());
  const hits = useSearch(picked ? "" : asked, SHOWN).data?.hits ?? [];
  if (picked)
    return (
      <div className="field">
        <span>{label}</span>
        <span className="row picked">
          {picked.name}
          <button type="button" className="button button-plain" onClick={() => pick(null)}>
            {t("common.clear")}
          </button>
        </span>
      </div>
    );
  return (
    <div className="field picker">
      <label className="field">
        <span>{label}</span>
        <input
          className="input"
          value={text}
          autoComplete="off"
          aria-controls={list}
          placeholder={t("common.search.placeholder")}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <ul id={list} className="picker-list" hidden={!asked || hits.length === 0}>
        {hits.map((hit) => (
          <li key={hit.id}>
            <button
              type="button"
              className="button button-plain"
              onClick={() => {
                pick({ id: hit.id, name: hit.name, kind: hit.kind });
                setText("");
              }}
            >
              {hit.name} <span className="small muted">{kind(hit.kind)}</span>
            </button>
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {asked ? t("common.search.hits", { count: hits.length }) : ""}
      </span>
    </div>
  );
}
