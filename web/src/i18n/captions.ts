/** Names of kinds and properties as the service declares them, in the language of the reader. */

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSchema, useStatus } from "../api/hooks";

type Named = { readonly [name: string]: unknown };

export type Captions = {
  /** A node or relationship kind. */
  kind: (name: string) => string;
  /** A property of a node or relationship kind. */
  property: (kind: string, name: string) => string;
  /** A record kind, by any of its names. */
  record: (name: unknown) => string;
  recordNature: (name: unknown) => string | undefined;
  /** A source. */
  source: (id: string) => string;
};

export function useCaptions(): Captions {
  const { i18n } = useTranslation();
  const schema = useSchema().data;
  const status = useStatus().data;
  const language = i18n.language === "en" ? "en" : "zh";
  return useMemo(() => captions(language, schema, status), [language, schema, status]);
}

type Schema = { nodes: readonly Named[]; relationships: readonly Named[]; record_kinds: readonly Named[] };

export function captions(
  language: "zh" | "en",
  schema: Schema | undefined,
  status: { sources: readonly Named[] } | undefined,
): Captions {
  const kinds = new Map([...(schema?.nodes ?? []), ...(schema?.relationships ?? [])].map((k) => [text(k.name), k]));
  const records = new Map(
    (schema?.record_kinds ?? []).flatMap((k) => [text(k.id), text(k.zh), text(k.en)].map((name) => [name, k] as const)),
  );
  const sources = new Map((status?.sources ?? []).map((s) => [text(s.id), s]));
  const named = (found: Named | undefined, otherwise: string) => text(found?.[language]) || otherwise;
  return {
    kind: (name) => named(kinds.get(name), name),
    property: (kind, name) => {
      const all = (kinds.get(kind)?.properties ?? []) as readonly Named[];
      return named(
        all.find((p) => p.name === name),
        name,
      );
    },
    record: (name) => named(records.get(text(name)), text(name)),
    recordNature: (name) => text(records.get(text(name))?.nature) || undefined,
    source: (id) => named(sources.get(id), id),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
