import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { To } from "../../ask/To";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { CopyButton } from "../../ui/CopyButton";
import { instant } from "../../ui/format";
import { Scroll } from "../../ui/Scroll";
import { Notice, ProblemView } from "../../ui/states";

const PAGE = 50;

/** Who looked at what, when and why, newest first; and whether the chain holds. */
export function Audit() {
  const { t } = useTranslation();
  const chain = useQuery({
    queryKey: ["audit-verification"],
    queryFn: ({ signal }) => got(api.GET("/api/v1/audit/verification", { signal })),
  });
  return (
    <Await of={chain}>
      {(found) => (
        <>
          <p className="muted">{t("admin.audit_help")}</p>
          <Chain />
          <Entries last={found.entries} />
        </>
      )}
    </Await>
  );
}

function Chain() {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => got(api.GET("/api/v1/audit/verification")) });
  const found = verify.data;
  return (
    <div className="stack-s">
      <div className="row">
        <button type="button" className="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {t("admin.verify")}
        </button>
        {found?.holds && <CopyButton text={() => found.head} />}
      </div>
      {found && (
        <Notice warn={!found.holds}>
          {found.holds
            ? t("admin.holds", { count: found.entries, head: found.head.slice(0, 16) })
            : t("admin.broken", { number: found.first_broken })}{" "}
          <span className="muted">{found.holds ? t("admin.head_help") : ""}</span>
        </Notice>
      )}
      {verify.isError && <ProblemView error={verify.error} />}
    </div>
  );
}

/** The log is numbered from 1; a page is the numbers after one of them. */
function Entries({ last }: { last: number }) {
  const { t } = useTranslation();
  const newest = Math.max(0, last - PAGE);
  const [after, setAfter] = useState(newest);
  const found = useQuery({
    queryKey: ["audit", after],
    queryFn: ({ signal }) => got(api.GET("/api/v1/audit", { params: { query: { after, limit: PAGE } }, signal })),
  });
  return (
    <section className="panel panel-flush">
      <Await of={found} lines={8}>
        {({ entries }) => <Rows entries={[...entries].reverse()} />}
      </Await>
      <div className="row panel-foot">
        <button
          type="button"
          className="button"
          disabled={after === 0}
          onClick={() => setAfter(Math.max(0, after - PAGE))}
        >
          {t("admin.older")}
        </button>
        <button
          type="button"
          className="button"
          disabled={after >= newest}
          onClick={() => setAfter(Math.min(newest, after + PAGE))}
        >
          {t("admin.newer")}
        </button>
      </div>
    </section>
  );
}

function Rows({ entries }: { entries: readonly Schemas["AuditEntry"][] }) {
  const { t, i18n } = useTranslation();
  const word = useWord();
  // Dots of a code would be read as levels of the texts.
  const action = (code: string) => {
    const flat = code.replaceAll(".", "_");
    const found = word("admin.actions", flat);
    return found === flat ? code : found;
  };
  return (
    <Scroll label={t("admin.views.audit")}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="num">
              #
            </th>
            <th scope="col">{t("admin.at")}</th>
            <th scope="col">{t("admin.who")}</th>
            <th scope="col">{t("admin.action")}</th>
            <th scope="col">{t("admin.purpose")}</th>
            <th scope="col">{t("admin.subjects")}</th>
            <th scope="col">{t("admin.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td className="num">{entry.number}</td>
              <td className="nowrap">{instant(entry.at, i18n.language)}</td>
              <th scope="row">{entry.principal}</th>
              <td>
                <span title={entry.action}>{action(entry.action)}</span>
              </td>
              <td>{entry.purpose}</td>
              <td>
                <Subjects words={entry.subjects} />
              </td>
              <td>{word("admin.outcomes", entry.outcome)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Subjects({ words }: { words: string }) {
  const { t } = useTranslation();
  const ids = words.split(" ").filter(Boolean);
  const [only] = ids;
  if (ids.length === 1 && only && /^[a-z2-7]{26}$/.test(only))
    return (
      <To to={`/party/${only}`} className="mono small">
        {only.slice(0, 8)}…
      </To>
    );
  return <>{ids.length > 0 ? t("admin.subjects_count", { count: ids.length }) : ""}</>;
}
