import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWhoami } from "../api/hooks";
import { Problem } from "../api/problem";
import { To } from "../ask/To";
import { PurposeForm } from "./Purpose";
import { SignIn } from "./SignIn";

/** What went wrong and what to do about it, in words. */
export function ProblemView({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  if (!(error instanceof Problem)) throw error;
  const { code, title, detail, request_id, errors } = error.document;
  if (code === "purpose_required") return <PurposeForm />;
  if (code === "unauthenticated") return <SignIn />;
  if (code === "forbidden") return <Forbidden problem={error} />;
  const words = code === "unreachable" ? t("states.unreachable") : code === "internal" ? t("states.internal") : detail;
  const heading = code === "not_offered" ? t("states.not_offered") : title || t("states.problem");
  return (
    <section className={code === "not_offered" || code === "not_found" ? "state" : "state state-bad"} role="alert">
      <h2>{heading}</h2>
      <p>{words}</p>
      {errors && errors.length > 1 && (
        <ul className="stack-s">
          {errors.map((fault) => (
            <li key={fault.location}>
              <code>{fault.location}</code> {fault.message}
            </li>
          ))}
        </ul>
      )}
      {retry && code !== "not_offered" && (
        <button type="button" className="button" onClick={retry}>
          {t("common.retry")}
        </button>
      )}
      {request_id && <small className="muted">{t("states.request", { id: request_id })}</small>}
    </section>
  );
}

function Forbidden({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const unit = useWhoami().data?.unit ?? "";
  const { role, detail } = problem.document;
  return (
    <section className="state" role="alert">
      <h2>{t("states.forbidden")}</h2>
      <p>{role && unit ? t("states.forbidden_role", { role, unit }) : detail}</p>
    </section>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <section className="state page-narrow">
      <h1>{t("states.not_found")}</h1>
      <p>{t("states.not_found_page")}</p>
    </section>
  );
}

/** A blank that says what it means. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="muted">{children}</p>;
}

export function FirstUse() {
  const { t } = useTranslation();
  return (
    <section className="state">
      <h2>{t("states.first_use")}</h2>
      <p>{t("states.first_use_help")}</p>
      <To to="/loads" className="button button-main">
        {t("states.first_use_go")}
      </To>
    </section>
  );
}

export function Notice({ children, warn = false }: { children: ReactNode; warn?: boolean }) {
  return (
    <div className={warn ? "notice notice-warn" : "notice"} role="status">
      {children}
    </div>
  );
}
