import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { Problem } from "../api/problem";
import { session } from "../api/session";

/** Asks for the API key; it is kept in this tab only. `page`: there is nothing else on the page. */
export function SignIn({ page = false }: { page?: boolean }) {
  const { t } = useTranslation();
  const [key, setKey] = useState("");
  const [fault, setFault] = useState("");
  const queries = useQueryClient();
  const enter = async () => {
    session.setKey(key.trim());
    try {
      await got(api.GET("/api/v1/whoami"));
      await queries.resetQueries();
    } catch (error) {
      session.setKey(null);
      setFault(
        error instanceof Problem && error.code === "unauthenticated"
          ? t("states.sign_in_wrong")
          : t("states.unreachable"),
      );
    }
  };
  return (
    <form
      className="state page-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      {page ? <h1>{t("states.sign_in")}</h1> : <h2>{t("states.sign_in")}</h2>}
      <label className="field">
        <span>{t("states.sign_in_key")}</span>
        <input
          className="input mono"
          type="password"
          autoComplete="off"
          required
          value={key}
          aria-invalid={fault !== ""}
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <small className="muted">{t("states.sign_in_help")}</small>
      {fault && <p role="alert">{fault}</p>}
      <button type="submit" className="button button-main">
        {t("states.sign_in_go")}
      </button>
    </form>
  );
}
