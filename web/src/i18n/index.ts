/** Words of the browser. Each part holds Chinese and English side by side; a test states that both are complete. */

import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import * as parts from "./texts";

export type Language = "zh-CN" | "en";
export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
const STORED = "guanlian.language";

type Parts = typeof parts;
export type Texts = { [P in keyof Parts]: Parts[P]["zh"] };

export function texts(language: "zh" | "en"): Texts {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part[language]])) as Texts;
}

function preferred(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "zh-CN" || stored === "en") return stored;
  const named = navigator.languages.find((tag) => /^(zh|en)/i.test(tag)) ?? "zh";
  return named.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

export function speak(language: Language): void {
  localStorage.setItem(STORED, language);
  void i18n.changeLanguage(language);
}

i18n.on("languageChanged", (language) => {
  document.documentElement.lang = language;
});

void i18n.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: false,
  resources: { "zh-CN": { translation: texts("zh") }, en: { translation: texts("en") } },
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

export default i18n;
