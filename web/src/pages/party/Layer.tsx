import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One layer of answers, never mixed with another. */
export function Layer({
  title,
  layer,
  count,
  children,
}: {
  title: string;
  layer: string;
  count?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="panel layer">
      <div className="panel-head">
        <h2>
          {title} <span className="layer-name">{layer}</span>
        </h2>
        {count !== undefined && <span className="layer-count">{count}</span>}
      </div>
      <div className="stack-s">{children}</div>
    </section>
  );
}

/** One line with a way to its proof. */
export function Line({ children, open }: { children: ReactNode; open: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="layer-line">
      <div>{children}</div>
      <button type="button" className="button-link nowrap" onClick={open}>
        {t("party.see_proof")}
      </button>
    </div>
  );
}
