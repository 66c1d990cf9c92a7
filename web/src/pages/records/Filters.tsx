import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSchema } from "../../api/hooks";
import type { operations } from "../../api/schema";
import { useCode } from "../../i18n/useCode";
import { DayInput } from "../../ui/DayInput";
import { Choice, TextField } from "../../ui/fields";
import { text } from "../party/values";

const NAMES = ["kind", "authority", "state", "listed_from", "listed_to", "subject"] as const;
const STATES = ["active", "repairable", "disputed", "repaired", "expired", "revoked", "quashed", "proposed"];
type Query = NonNullable<operations["records"]["parameters"]["query"]>;
export type RecordFilters = { [Name in (typeof NAMES)[number]]?: NonNullable<Query[Name]> };

/** The conditions as the address has them. */
export function useFilters(params: URLSearchParams): RecordFilters {
  const words = params.toString();
  return useMemo(() => {
    const found = new URLSearchParams(words);
    return Object.fromEntries(NAMES.flatMap((name) => (found.get(name) ? [[name, found.get(name)]] : [])));
  }, [words]);
}

/** Conditions of the list of records; they stand in the address. */
export function Filters({ filters }: { filters: RecordFilters }) {
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const set = (name: string, value: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return (
    <form className="panel filters" onSubmit={(event) => event.preventDefault()}>
      <KindChoice value={filters.kind ?? ""} choose={(kind) => set("kind", kind)} />
      <StateChoice value={filters.state ?? ""} choose={(state) => set("state", state)} />
      <Authority key={filters.authority} value={filters.authority ?? ""} choose={(name) => set("authority", name)} />
      <DayChoice name="listed_from" value={filters.listed_from ?? ""} choose={set} />
      <DayChoice name="listed_to" value={filters.listed_to ?? ""} choose={set} />
      {Object.keys(filters).length > 0 && (
        <button
          type="button"
          className="button"
          onClick={() =>
            setParams((old) => {
              const next = new URLSearchParams(old);
              for (const name of NAMES) next.delete(name);
              return next;
            })
          }
        >
          {t("records.reset")}
        </button>
      )}
    </form>
  );
}

type Chosen = { value: string; choose: (value: string) => void };

function KindChoice({ value, choose }: Chosen) {
  const { t, i18n } = useTranslation();
  const kinds = useSchema().data?.record_kinds ?? [];
  return (
    <Choice
      label={t("records.kind")}
      value={value}
      options={[
        ["", t("common.all")],
        ...kinds.map((kind) => [text(kind.id), text(kind[i18n.language === "en" ? "en" : "zh"])] as const),
      ]}
      choose={choose}
    />
  );
}

function StateChoice({ value, choose }: Chosen) {
  const { t } = useTranslation();
  const code = useCode();
  return (
    <Choice
      label={t("records.state")}
      value={value}
      options={[["", t("common.all")], ...STATES.map((state) => [state, code("record_state", state)] as const)]}
      choose={choose}
    />
  );
}

function Authority({ value, choose }: Chosen) {
  const { t } = useTranslation();
  const [words, setWords] = useState(value);
  const done = () => words.trim() !== value && choose(words.trim());
  return (
    <TextField
      label={t("records.authority")}
      placeholder={t("records.authority_help")}
      maxLength={200}
      value={words}
      change={setWords}
      onBlur={done}
      onKeyDown={(event) => event.key === "Enter" && done()}
    />
  );
}

type DayChoiceProps = {
  name: "listed_from" | "listed_to";
  value: string;
  choose: (name: string, value: string) => void;
};

function DayChoice({ name, value, choose }: DayChoiceProps) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <span>{t(`records.${name}`)}</span>
      <DayInput label={t(`records.${name}`)} value={value} change={(day) => choose(name, day)} optional />
    </div>
  );
}
