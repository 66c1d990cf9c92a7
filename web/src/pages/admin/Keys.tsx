import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { Await } from "../../ui/Await";
import { CopyButton } from "../../ui/CopyButton";
import { Choice, TextField } from "../../ui/fields";
import { instant } from "../../ui/format";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice, ProblemView } from "../../ui/states";

/** Keys without their secrets; a new one is shown once. */
export function Keys({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["keys"], queryFn: ({ signal }) => got(api.GET("/api/v1/keys", { signal })) });
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("admin.keys")}</h2>
      <Await of={found}>
        {({ keys }) =>
          keys.length === 0 ? (
            <div className="panel-text">
              <Empty>{t("admin.keys_none")}</Empty>
            </div>
          ) : (
            <Rows keys={keys} />
          )
        }
      </Await>
      {names.length > 0 && <Make names={names} />}
    </section>
  );
}

function Rows({ keys }: { keys: readonly Schemas["KeyReply"][] }) {
  const { t, i18n } = useTranslation();
  const at = (value: string | null, otherwise: string) => (value ? instant(value, i18n.language) : otherwise);
  return (
    <Scroll label={t("admin.keys")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("admin.key")}</th>
            <th scope="col">{t("admin.principal")}</th>
            <th scope="col">{t("admin.created")}</th>
            <th scope="col">{t("admin.expires")}</th>
            <th scope="col">{t("admin.used")}</th>
            <th scope="col">{t("common.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row" className="mono">
                {key.id}
              </th>
              <td>{key.principal}</td>
              <td className="nowrap">{at(key.created_at, "")}</td>
              <td className="nowrap">{at(key.expires_at, t("admin.never"))}</td>
              <td className="nowrap">{at(key.last_used_at, t("admin.unused"))}</td>
              <td>{key.revoked_at ? <span className="mark">{t("admin.revoked")}</span> : <Revoke id={key.id} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Two steps, for a revoked key cannot come back. */
function Revoke({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const revoke = useMutation({
    mutationFn: () => got(api.DELETE("/api/v1/keys/{key}", { params: { path: { key: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
  });
  return (
    <button type="button" className="button" onClick={() => (sure ? revoke.mutate() : setSure(true))}>
      {t(sure ? "admin.revoke_sure" : "admin.revoke")}
    </button>
  );
}

function Make({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(names[0] ?? "");
  const [days, setDays] = useState("365");
  const make = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/v1/principals/{name}/keys", {
          params: { path: { name } },
          body: { days: days ? Number(days) : null },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
  });
  return (
    <form
      className="filters panel-text"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Choice
        label={t("admin.principal")}
        value={name}
        options={names.map((other) => [other, other] as const)}
        choose={setName}
      />
      <TextField label={t("admin.days")} type="number" min={1} max={3650} value={days} change={setDays} />
      <button type="submit" className="button button-main" disabled={make.isPending}>
        {t("admin.make")}
      </button>
      <small className="muted">{t("admin.made_warning")}</small>
      {make.data && <Made value={make.data.key} />}
      {make.isError && <ProblemView error={make.error} />}
    </form>
  );
}

function Made({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <Notice warn>
      {t("admin.made")} <code>{value}</code> <CopyButton text={() => value} />
    </Notice>
  );
}
