import { useTranslation } from "react-i18next";

const ITEMS = ["enterprise", "person", "contact", "listed", "dashed", "bundle"] as const;

export function Legend() {
  const { t } = useTranslation();
  return (
    <details className="graph-legend small no-print">
      <summary>{t("graph.legend")}</summary>
      <ul>
        {ITEMS.map((item) => (
          <li key={item}>
            <span className={`legend legend-${item}`} aria-hidden="true" />
            {t(`graph.legend_items.${item}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
