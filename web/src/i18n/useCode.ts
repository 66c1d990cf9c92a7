import { useTranslation } from "react-i18next";
import type { Texts } from "./index";

/** The word for a code of the service; a code that is new to this browser is shown as it is, never hidden. */
export function useWord(): (set: string, code: unknown) => string {
  const { t, i18n } = useTranslation();
  return (set, code) => {
    if (typeof code !== "string" || code === "") return "";
    const key = `${set}.${code}`;
    return i18n.exists(key) ? String(t(key as never)) : code;
  };
}

/** The same for the codes that several pages share. */
export function useCode(): (set: keyof Texts["codes"], code: unknown) => string {
  const word = useWord();
  return (set, code) => word(`codes.${set}`, code);
}
