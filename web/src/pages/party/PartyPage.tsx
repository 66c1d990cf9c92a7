import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import type { Schemas } from "../../api/client";
import { useSession } from "../../api/hooks";
import { useEntity } from "../../api/party";
import { useTitle } from "../../app/useTitle";
import { useAsk, withAsk } from "../../ask/ask";
import { useReportEcho } from "../../ask/echo";
import { Await, Loading } from "../../ui/Await";
import { PurposeForm, Recorded } from "../../ui/Purpose";
import { NotFound, Notice } from "../../ui/states";
import { noteOpened } from "../home/recent";
import { Coverage } from "./Coverage";
import { Layers } from "./Layers";
import { PartyHead } from "./PartyHead";
import { Relations } from "./Relations";
import { Sources } from "./Sources";
import { Timeline } from "./Timeline";
import "./party.css";

const Ownership = lazy(async () => ({ default: (await import("./ownership/Ownership")).Ownership }));
const VIEWS = ["relations", "ownership", "timeline", "sources"] as const;
type View = (typeof VIEWS)[number];

/** One party: who it is, what is recorded and reaches it, with whom it is related, since when, who says so. */
export function PartyPage() {
  const { id = "", view = "relations" } = useParams();
  const { ask } = useAsk();
  const found = useEntity(id, ask);
  useReportEcho(found.data);
  useTitle(found.data?.entity.name);
  const known = VIEWS.find((name) => name === view);
  if (!known) return <NotFound />;
  return <Await of={found}>{(reply) => <Party asked={id} reply={reply} view={known} />}</Await>;
}

function Party({ asked, reply, view }: { asked: string; reply: Schemas["EntityReply"]; view: View }) {
  const { t } = useTranslation();
  const { purpose } = useSession();
  const { entity } = reply;
  const person = entity.kind === "Person";
  useEffect(() => noteOpened(entity), [entity]);
  if (person && !purpose) return <PurposeForm />;
  return (
    <article className="stack party">
      {asked !== entity.id && <Notice>{t("states.merged", { name: entity.name })}</Notice>}
      {person && <Recorded />}
      <PartyHead entity={entity} />
      <Coverage coverage={reply.coverage} capped={reply.capped} />
      <div className="party-columns">
        <Layers id={entity.id} />
        <div className="stack party-views">
          <Views id={entity.id} />
          {view === "relations" && <Relations id={entity.id} />}
          {view === "ownership" && (
            <Suspense fallback={<Loading />}>
              <Ownership id={entity.id} enterprise={!person} />
            </Suspense>
          )}
          {view === "timeline" && <Timeline entity={entity} />}
          {view === "sources" && <Sources entity={entity} />}
        </div>
      </div>
    </article>
  );
}

function Views({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  return (
    <nav className="tabs no-print" aria-label={t("party.relations.title")}>
      {VIEWS.map((name) => (
        <NavLink
          key={name}
          end
          to={withAsk(name === "relations" ? `/party/${id}` : `/party/${id}/${name}`, ask)}
          preventScrollReset
        >
          {t(`party.views.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
