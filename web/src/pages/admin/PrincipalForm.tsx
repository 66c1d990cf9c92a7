import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { Choice, TextField } from "../../ui/fields";
import { ProblemView } from "../../ui/states";
import { ROLES } from "./Access";

type Body = Schemas["PrincipalBody"];

/** Creates a person or service, or changes its unit and roles. */
export function PrincipalForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [body, setBody] = useState<Required<Body>>({ unit: "", roles: ["reader"], kind: "person" });
  const put = useMutation({
    mutationFn: () => got(api.PUT("/api/v1/principals/{name}", { params: { path: { name } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["principals"] }),
  });
  const toggle = (role: Body["roles"][number], on: boolean) =>
    setBody({ ...body, roles: ROLES.filter((other) => (other === role ? on : body.roles.includes(other))) });
  return (
    <form
      className="panel stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate();
      }}
    >
      <h2>{t("admin.add")}</h2>
      <div className="filters">
        <TextField
          label={t("admin.name")}
          required
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,79}"
          value={name}
          change={setName}
        />
        <TextField
          label={t("admin.unit")}
          required
          maxLength={180}
          placeholder={t("admin.unit_help")}
          value={body.unit}
          change={(unit) => setBody({ ...body, unit })}
        />
        <Choice
          label={t("admin.kind")}
          value={body.kind}
          options={[
            ["person", t("admin.kinds.person")],
            ["service", t("admin.kinds.service")],
          ]}
          choose={(kind) => setBody({ ...body, kind })}
        />
        <fieldset>
          <legend>{t("admin.roles")}</legend>
          <span className="row">
            {ROLES.map((role) => (
              <label key={role} className="row">
                <input
                  type="checkbox"
                  checked={body.roles.includes(role)}
                  onChange={(event) => toggle(role, event.target.checked)}
                />
                {t(`admin.role.${role}`)}
              </label>
            ))}
          </span>
        </fieldset>
        <button type="submit" className="button button-main" disabled={put.isPending || body.roles.length === 0}>
          {t("admin.put")}
        </button>
      </div>
      {put.isError && <ProblemView error={put.error} />}
    </form>
  );
}
