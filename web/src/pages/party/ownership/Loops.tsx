import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import type { Parties } from "../../../api/party";

type LoopsProps = { loops: readonly Schemas["Loop"][]; more: number; parties: Parties };

/** Companies that hold each other, by name; which of them nobody outside controls. */
export function Loops({ loops, more, parties }: LoopsProps) {
  const { t } = useTranslation();
  if (loops.length === 0) return null;
  return (
    <section className="stack-s">
      <h4>{t("ownership.loops")}</h4>
      <ul>
        {loops.map((loop) => (
          <li key={loop.companies.join("|")}>
            {t("ownership.loop", {
              names: loop.companies.map((one) => parties[one]?.name ?? one).join(" ⇄ "),
              n: loop.count,
            })}{" "}
            {loop.closed && <span className="mark mark-indication">{t("ownership.loop_closed")}</span>}
          </li>
        ))}
        {more > 0 && <li>{t("ownership.loops_more", { n: more })}</li>}
      </ul>
    </section>
  );
}
