import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, got } from "../../api/client";
import { useTitle } from "../../app/useTitle";
import { useAsk, withAsk } from "../../ask/ask";
import { Await } from "../../ui/Await";
import { text } from "../party/values";
import { Compare } from "./Compare";
import { PolicyTables } from "./PolicyTables";
import type { Policy } from "./policy";
import { Rules } from "./Rules";

export function usePolicies() {
  return useQuery({ queryKey: ["policies"], queryFn: ({ signal }) => got(api.GET("/api/v1/policies", { signal })) });
}

/** Every number of a policy with its reason, two of them compared on a party, and the rules of lawful reach. */
export function PoliciesPage() {
  const { name } = useParams();
  const { t } = useTranslation();
  const list = usePolicies();
  const title = useTitleOf();
  useTitle(t("policies.title"));
  return (
    <div className="stack">
      <h1>{t("policies.title")}</h1>
      <p className="muted">{t("policies.help")}</p>
      <Await of={list}>
        {({ policies }) => {
          const names = policies.map((policy) => text(policy.id));
          return (
            <>
              <Choice policies={policies} />
              <One name={name ?? names[0] ?? ""} />
              <Compare titles={Object.fromEntries(policies.map((policy) => [text(policy.id), title(policy)]))} />
              <Rules />
            </>
          );
        }}
      </Await>
    </div>
  );
}

function useTitleOf(): (policy: Record<string, unknown>) => string {
  const { i18n } = useTranslation();
  return (policy) =>
    (policy.title as Record<string, string> | undefined)?.[i18n.language === "en" ? "en" : "zh"] ?? text(policy.id);
}

function Choice({ policies }: { policies: readonly Record<string, unknown>[] }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { name } = useParams();
  const title = useTitleOf();
  return (
    <nav className="tabs" aria-label={t("policies.choose")}>
      {policies.map((policy, n) => (
        <Link
          key={text(policy.id)}
          to={withAsk(`/policies/${text(policy.id)}`, ask)}
          aria-current={(name ? name === policy.id : n === 0) ? "page" : undefined}
        >
          {title(policy)}
        </Link>
      ))}
    </nav>
  );
}

function One({ name }: { name: string }) {
  const found = useQuery({
    queryKey: ["policy", name],
    queryFn: ({ signal }) => got(api.GET("/api/v1/policies/{name}", { params: { path: { name } }, signal })),
  });
  return (
    <Await of={found} lines={10}>
      {(policy) => <PolicyTables policy={policy as unknown as Policy} />}
    </Await>
  );
}
