import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "../../ui/states";
import { keep, type Reply } from "./kept";
import { ListSource } from "./ListSource";
import { fits } from "./model";
import { asRow, type List } from "./parties";

/** A job found again in another tab has its answer, but not the list: that is chosen again, and checked against it. */
export function ListAgain({ id, reply }: { id: string; reply: Reply }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [other, setOther] = useState(false);
  const take = (pasted: string, name: string, list: List | null) => {
    setText(pasted);
    setOther(false);
    if (!list) return;
    const rows = list.lines.map((line) => asRow(line, list.columns));
    if (!fits(reply, rows)) return setOther(true);
    const headers = list.headers.map((header, n) => header || (list.columns[n] ?? ""));
    keep(id, { name, headers, columns: list.columns, rows, reply: null, decisions: {}, short: false });
  };
  return (
    <details className="panel no-print">
      <summary>{t("screening.list_away")}</summary>
      <ListSource text={text} take={take} />
      {other && <Notice warn>{t("screening.list_other")}</Notice>}
    </details>
  );
}
