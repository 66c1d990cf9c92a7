import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../api/hooks";
import { useAsk } from "../ask/ask";
import { useEcho } from "../ask/echo";
import { DayInput } from "../ui/DayInput";

/** The basis of everything on the page. Changing it asks the page again; it stands in the address. */
export function AskBar({ dateRef }: { dateRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { ask, setAsk } = useAsk();
  const echo = useEcho();
  const loaded = useStatus().data?.data_version;
  const version = echo?.data_version ?? loaded;
  return (
    <section className="ask-line" aria-label={t("ask.label")}>
      <div className="ask">
        <span className="item">
          {t("ask.as_of")}
          <DayInput
            inputRef={dateRef}
            label={t("ask.as_of")}
            marked={ask.as_of !== undefined}
            value={ask.as_of ?? echo?.as_of ?? today()}
            change={(day) => setAsk({ as_of: day })}
          />
        </span>
        {ask.as_of ? (
          <button type="button" className="button-link" onClick={() => setAsk({ as_of: "" })}>
            {t("ask.today")}
          </button>
        ) : null}
        <span className="item" title={t("ask.known_help")}>
          {t("ask.known")}
          <DayInput
            label={t("ask.known")}
            marked={ask.as_known_at !== undefined}
            max={today()}
            value={ask.as_known_at?.slice(0, 10) ?? today()}
            change={(day) => setAsk({ as_known_at: endOf(day) })}
          />
        </span>
        {ask.as_known_at ? (
          <button type="button" className="button-link" onClick={() => setAsk({ as_known_at: "" })}>
            {t("ask.now")}
          </button>
        ) : null}
        <span className="item">
          {t("ask.version")} <b>{version ?? "–"}</b>
        </span>
      </div>
    </section>
  );
}

/** The last instant of a day at the place of the law; today means now and needs no instant. */
function endOf(day: string): string {
  return day && day !== today() ? `${day}T23:59:59+08:00` : "";
}

export function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}
