import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useAsk, withAsk } from "../ask/ask";
import { Modal } from "../ui/Modal";
import { NAV } from "./nav";

const STORED = "guanlian.shortcuts";
const CHORD_MS = 1200;

export function shortcutsOn(): boolean {
  return localStorage.getItem(STORED) !== "off";
}

type Places = {
  search: RefObject<HTMLInputElement | null>;
  date: RefObject<HTMLInputElement | null>;
  help: () => void;
};

/** Single keys, while nothing is being typed; they can be switched off, as assistive technology may need them. */
export function useShortcuts({ search, date, help }: Places): void {
  const navigate = useNavigate();
  const { ask } = useAsk();
  const since = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const page = Date.now() - since.current < CHORD_MS ? NAV.find((entry) => entry.key === event.key) : undefined;
      since.current = event.key === "g" ? Date.now() : 0;
      const act = page ? () => navigate(withAsk(page.to, ask)) : actions[event.key];
      if (act) {
        event.preventDefault();
        void act();
      }
    };
    const actions: Record<string, () => void> = {
      "/": () => search.current?.focus(),
      d: () => date.current?.focus(),
      "?": help,
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, ask, search, date, help]);
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function ShortcutList({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(shortcutsOn);
  const rows: [string, string][] = [
    ["/", t("common.keys.search")],
    ["d", t("common.keys.date")],
    ...NAV.map((entry): [string, string] => [`g ${entry.key}`, t(`common.nav.${entry.name}`)]),
    ["?", t("common.keys.help")],
    ["Esc", t("common.keys.close")],
  ];
  return (
    <Modal label={t("common.keys.title")} close={close}>
      <div className="stack">
        <h2>{t("common.keys.title")}</h2>
        <dl className="pairs">
          {rows.map(([keys, words]) => (
            <div key={keys} style={{ display: "contents" }}>
              <dt>
                {keys.split(" ").map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <label className="row">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              localStorage.setItem(STORED, event.target.checked ? "on" : "off");
              setOn(event.target.checked);
            }}
          />
          {t("common.keys.enabled")}
        </label>
        <button type="button" className="button" onClick={close}>
          {t("common.close")}
        </button>
      </div>
    </Modal>
  );
}
