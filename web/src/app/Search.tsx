import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../api/client";
import { useAsk, withAsk } from "../ask/ask";
import { useCaptions } from "../i18n/captions";
import { useCode } from "../i18n/useCode";

const SHOWN = 8;
type Hit = Schemas["Hit"];

export function useSearch(q: string, limit: number) {
  return useQuery({
    queryKey: ["search", q, limit],
    enabled: q.length > 0,
    queryFn: ({ signal }) => got(api.GET("/api/v1/entities", { params: { query: { q, limit } }, signal })),
  });
}

type SearchProps = {
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly main?: boolean;
  /** What stands in the box at first: what was searched for. */
  readonly initial?: string;
};

/** One box for names, pinyin, initials and codes: a combobox that shows the best hits while one types. */
export function Search({ inputRef, main = false, initial = "" }: SearchProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const asked = useDeferredValue(text.trim());
  const found = useSearch(asked, SHOWN);
  const hits = found.data?.hits ?? [];
  const list = useId();
  const go = useGo(() => {
    setOpen(false);
    setText("");
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive((old) => step(old, event.key === "ArrowDown" ? 1 : -1, hits.length));
    } else if (event.key === "Escape") {
      setOpen(false);
      setActive(-1);
    } else if (event.key === "Enter" && asked) {
      event.preventDefault();
      const hit = open ? hits[active] : undefined;
      if (hit) go.party(hit.id);
      else go.results(asked);
    }
  };
  const shown = open && asked.length > 0 && found.data !== undefined;
  return (
    <search className={main ? "combo combo-main" : "combo top-search"}>
      <input
        ref={inputRef}
        className="input"
        type="text"
        role="combobox"
        aria-label={t("common.search.label")}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={t("common.search.placeholder")}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <span className="visually-hidden" role="status">
        {shown ? t("common.search.hits", { count: hits.length }) : ""}
      </span>
      <div
        className="combo-list"
        id={list}
        role="listbox"
        aria-label={t("common.search.label")}
        hidden={!shown || hits.length === 0}
      >
        {hits.map((hit, n) => (
          <Option key={hit.id} id={`${list}-${n}`} hit={hit} selected={n === active} choose={() => go.party(hit.id)} />
        ))}
      </div>
      {shown && hits.length === 0 && (
        <div className="combo-list">
          <p className="combo-note">{t("common.search.none", { q: asked })}</p>
        </div>
      )}
    </search>
  );
}

function Option({ id, hit, selected, choose }: { id: string; hit: Hit; selected: boolean; choose: () => void }) {
  const { kind } = useCaptions();
  const code = useCode();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, as the combobox pattern wants
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus, as the combobox pattern wants
    <div
      id={id}
      className="combo-option"
      role="option"
      aria-selected={selected}
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <span>{hit.name}</span>
      <em>
        {kind(hit.kind)} · {code("matched", hit.matched)}
      </em>
    </div>
  );
}

function useGo(then: () => void) {
  const navigate = useNavigate();
  const { ask } = useAsk();
  return {
    party: (id: string) => {
      then();
      void navigate(withAsk(`/party/${id}`, ask));
    },
    results: (q: string) => {
      then();
      void navigate(withAsk(`/search?q=${encodeURIComponent(q)}`, ask));
    },
  };
}

function step(old: number, by: number, count: number): number {
  if (count === 0) return -1;
  return (old + by + (old < 0 && by < 0 ? count + 1 : count)) % count;
}
