import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession, useWhoami } from "../api/hooks";
import { session } from "../api/session";
import { LANGUAGES, type Language, speak } from "../i18n";
import { applyTheme, storedTheme, THEMES, type Theme } from "./theme";

const OWN_NAMES: Record<Language, string> = { "zh-CN": "中文", en: "English" };

/** Language, appearance, who is signed in. */
export function Tools({ showKeys }: { showKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const other = LANGUAGES.find((tag) => tag !== i18n.language) ?? "en";
  return (
    <div className="top-tools">
      <button type="button" className="button button-plain" lang={other} onClick={() => speak(other)}>
        {OWN_NAMES[other]}
      </button>
      <ThemeChoice />
      <button type="button" className="button button-plain" aria-label={t("common.keys.show")} onClick={showKeys}>
        <kbd>?</kbd>
      </button>
      <Who />
    </div>
  );
}

function ThemeChoice() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState<Theme>(storedTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <select
      className="input input-auto"
      aria-label={t("common.theme.label")}
      value={theme}
      onChange={(event) => setTheme(event.target.value as Theme)}
    >
      {THEMES.map((name) => (
        <option key={name} value={name}>
          {t(`common.theme.${name}`)}
        </option>
      ))}
    </select>
  );
}

function Who() {
  const { t } = useTranslation();
  const { key } = useSession();
  const who = useWhoami().data;
  const queries = useQueryClient();
  if (!key || !who) return null;
  return (
    <>
      <span className="small muted nowrap">{t("common.who.signed", { id: who.id, unit: who.unit })}</span>
      <button
        type="button"
        className="button button-plain"
        onClick={() => {
          session.setKey(null);
          session.setPurpose(null);
          void queries.resetQueries();
        }}
      >
        {t("common.who.sign_out")}
      </button>
    </>
  );
}
