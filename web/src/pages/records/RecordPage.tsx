import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRecord } from "../../api/party";
import { useTitle } from "../../app/useTitle";
import { useAsk } from "../../ask/ask";
import { useReportEcho } from "../../ask/echo";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { Reaches, RecordFacts } from "../../proof/RecordProof";
import { Await } from "../../ui/Await";
import { Notice } from "../../ui/states";

/** One record: what its sources say, how it stands, whom it reaches by law. */
export function RecordPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { record } = useCaptions();
  const found = useRecord(id, ask);
  useReportEcho(found.data);
  useTitle(found.data ? record(found.data.record.values.record_kind) : t("records.one"));
  return (
    <article className="stack page-narrow">
      <p>
        <To to="/records">{t("records.title")}</To>
      </p>
      <Await of={found} lines={8}>
        {(reply) => (
          <>
            <h1>{record(reply.record.values.record_kind)}</h1>
            {reply.truncated && <Notice warn>{t("states.truncated_plain")}</Notice>}
            <h2 className="visually-hidden">{t("records.one")}</h2>
            <div className="panel">
              <RecordFacts record={reply.record} parties={reply.parties} />
            </div>
            <div className="panel">
              <Reaches reply={reply} />
            </div>
          </>
        )}
      </Await>
    </article>
  );
}
