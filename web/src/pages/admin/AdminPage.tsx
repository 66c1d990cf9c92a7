import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import { useTitle } from "../../app/useTitle";
import { useAsk, withAsk } from "../../ask/ask";
import { NotFound } from "../../ui/states";
import { Access } from "./Access";
import { Audit } from "./Audit";
import { Health } from "./Health";

const VIEWS = { access: Access, audit: Audit, health: Health } as const;
type View = keyof typeof VIEWS;

/** People and keys, what was looked at, and whether all is well. */
export function AdminPage() {
  const { view = "access" } = useParams();
  const { t } = useTranslation();
  const { ask } = useAsk();
  useTitle(t("admin.title"));
  if (!(view in VIEWS)) return <NotFound />;
  const Shown = VIEWS[view as View];
  return (
    <div className="stack">
      <h1>{t("admin.title")}</h1>
      <nav className="tabs" aria-label={t("admin.title")}>
        {(Object.keys(VIEWS) as View[]).map((name) => (
          <NavLink key={name} end to={withAsk(name === "access" ? "/admin" : `/admin/${name}`, ask)}>
            {t(`admin.views.${name}`)}
          </NavLink>
        ))}
      </nav>
      <Shown />
    </div>
  );
}
