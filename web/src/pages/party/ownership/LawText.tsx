import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { percent } from "../../../ui/format";

/** The text that a measure applies: where it stands, its words, from which share on it takes hold. */
export function LawText({ text }: { text: Schemas["LawText"] }) {
  const { t } = useTranslation();
  return (
    <>
      {text.source} {text.article} {text.wording && <q>{text.wording}</q>}{" "}
      {text.threshold && (
        <span className="nowrap">
          {t(text.inclusive ? "ownership.from" : "ownership.above", { share: percent(text.threshold) })}
        </span>
      )}{" "}
      {text.text_status === "unread" && <span className="mark mark-open">{t("ownership.read_text")}</span>}
    </>
  );
}
