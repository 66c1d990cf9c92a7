import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../api/client";
import { useSchema } from "../../api/hooks";
import type { Parties } from "../../api/party";
import { useTitle } from "../../app/useTitle";
import { useAsk } from "../../ask/ask";
import { useReportEcho } from "../../ask/echo";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { PartyName } from "../../proof/PathLine";
import { Term } from "../../proof/Term";
import { Await } from "../../ui/Await";
import { More } from "../../ui/More";
import { LayerMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice } from "../../ui/states";
import { text } from "../party/values";
import { Filters, useFilters } from "./Filters";

/** Records by kind, authority, state and day; each opens whom it reaches. */
export function RecordsPage() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const filters = useFilters(useSearchParams()[0]);
  const found = useInfiniteQuery({
    queryKey: ["records", ask, filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(api.GET("/api/v1/records", { params: { query: { ...ask, ...filters, cursor: pageParam } }, signal })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const pages = found.data?.pages ?? [];
  useReportEcho(pages[0]);
  useTitle(t("records.title"));
  useSchema();
  return (
    <div className="stack">
      <h1>{t("records.title")}</h1>
      <Filters filters={filters} />
      <Await of={found} lines={8}>
        {() => (
          <>
            {pages.some((page) => page.truncated) && <Notice warn>{t("records.truncated")}</Notice>}
            <Rows
              records={pages.flatMap((page) => page.records)}
              parties={Object.assign({}, ...pages.map((page) => page.parties ?? {}))}
            />
          </>
        )}
      </Await>
      <div className="row">
        <More of={found} />
      </div>
    </div>
  );
}

function Rows({ records, parties }: { records: readonly Schemas["Record"][]; parties: Parties }) {
  const { t } = useTranslation();
  if (records.length === 0) return <Empty>{t("records.none")}</Empty>;
  return (
    <div className="panel panel-flush">
      <Scroll label={t("records.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("records.subject")}</th>
              <th scope="col">{t("records.kind")}</th>
              <th scope="col">{t("records.authority")}</th>
              <th scope="col">{t("records.listed")}</th>
              <th scope="col">{t("records.term")}</th>
              <th scope="col">{t("records.state")}</th>
              <th scope="col">{t("records.reach")}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <Row key={record.id} record={record} parties={parties} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Row({ record, parties }: { record: Schemas["Record"]; parties: Parties }) {
  const { t } = useTranslation();
  const captions = useCaptions();
  const code = useCode();
  const { values } = record;
  const negative = captions.recordNature(values.record_kind) === "negative";
  return (
    <tr>
      <th scope="row">{record.subject ? <PartyName id={record.subject} parties={parties} /> : t("common.unknown")}</th>
      <td>
        {negative ? (
          <LayerMark layer={record.acting ? "listed" : "ended"}>{captions.record(values.record_kind)}</LayerMark>
        ) : (
          <span className="mark">{captions.record(values.record_kind)}</span>
        )}
      </td>
      <td>
        {text(values.authority)}
        <div className="small muted">{text(values.document_number)}</div>
      </td>
      <td className="nowrap">{text(values.listed_on ?? values.decided_on)}</td>
      <td>
        <Term record={record} />
      </td>
      <td>
        {code("record_state", values.state)}
        {record.mark && record.mark !== values.state && <div className="small muted">{code("mark", record.mark)}</div>}
      </td>
      <td>
        <To to={`/records/${record.id}`}>{t("records.open")}</To>
      </td>
    </tr>
  );
}
