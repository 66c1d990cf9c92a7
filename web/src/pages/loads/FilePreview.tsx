import { useTranslation } from "react-i18next";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice } from "../../ui/states";
import type { Mapping, Preview } from "./preview";

/** What the file holds and how it will be read, before anything is sent. */
export function FilePreview({ preview, fit }: { preview: Preview | null; fit: Mapping | undefined }) {
  const { t, i18n } = useTranslation();
  if (!preview) return <Empty>{t("loads.preview_none")}</Empty>;
  // Two columns may have one name, or none.
  const columns = preview.headers.map((name, at) => ({ name, at }));
  const title = fit?.title[i18n.language === "en" ? "en" : "zh"];
  return (
    <div className="stack-s">
      <Notice warn={!fit}>{fit ? t("loads.recognized", { title: title ?? fit.id }) : t("loads.not_recognized")}</Notice>
      <Scroll label={t("loads.preview")}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name, at }) => (
                <th scope="col" key={at}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map(({ number, cells }) => (
              <tr key={number}>
                {columns.map(({ at }) => (
                  <td key={at}>
                    <div className="cut">{cells[at]}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <small className="muted">
        {t("loads.preview_rows", { count: preview.rows.length })} {t("loads.encoding", { name: preview.encoding })}
      </small>
    </div>
  );
}
