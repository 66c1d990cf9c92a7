import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { Await } from "../../ui/Await";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { Keys } from "./Keys";
import { PrincipalForm } from "./PrincipalForm";

export const ROLES = ["reader", "reviewer", "investigator", "loader", "auditor", "admin"] as const;

/** Who may do what, and with which keys. */
export function Access() {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["principals"],
    queryFn: ({ signal }) => got(api.GET("/api/v1/principals", { signal })),
  });
  return (
    <Await of={found}>
      {({ principals }) => (
        <>
          <section className="panel panel-flush">
            <h2 className="panel-title">{t("admin.principals")}</h2>
            {principals.length === 0 ? (
              <div className="panel-text">
                <Empty>{t("admin.principals_none")}</Empty>
              </div>
            ) : (
              <Principals rows={principals} />
            )}
          </section>
          <PrincipalForm />
          <Keys names={principals.map((principal) => principal.id)} />
        </>
      )}
    </Await>
  );
}

function Principals({ rows }: { rows: readonly Schemas["PrincipalReply"][] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t("admin.principals")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("admin.name")}</th>
            <th scope="col">{t("admin.unit")}</th>
            <th scope="col">{t("admin.kind")}</th>
            <th scope="col">{t("admin.roles")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.id}</th>
              <td>{row.unit}</td>
              <td>{t(`admin.kinds.${row.kind as "person"}`)}</td>
              <td>
                <span className="row">
                  {row.roles.map((role) => (
                    <span key={role} className="mark">
                      {t(`admin.role.${role as "reader"}`)}
                    </span>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
