import { useTranslation } from "react-i18next";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice } from "../../ui/states";
import type { Mapping, Preview } from "./preview";

/** What the file holds and how it will be read, before anything is sent. */
export function FilePreview({ preview, fit }: { preview: Preview | null; fit: Mapping | undefined }) {
  const { t, i18n } = useTranslation();
  if (!preview) return <Empty>{t("loads.preview_none")}</Empty>;
  const title = fit?.title[i18n.language === "en" ? "en" : "zh"];
  return (
    <div className="stack-s">
      <Notice warn={!fit}>{fit ? t("loads.recognized", { title: title ?? fit.id }) : t("loads.not_recognized")}</Notice>
      <Scroll label={t("loads.preview")}>
        <table>
          <thead>
            <tr>
              {preview.headers.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.join("\u0000")}>
                {preview.headers.map((name, n) => (
                  <td key={name}>
                    <div className="cut">{row[n]}</div>
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
