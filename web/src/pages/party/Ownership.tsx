import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, file, got, type Schemas } from "../../api/client";
import type { Parties } from "../../api/party";
import { type Ask, useAsk, withAsk } from "../../ask/ask";
import { PartyName } from "../../proof/PathLine";
import { Await } from "../../ui/Await";
import { StandingMark } from "../../ui/marks";
import { save } from "../../ui/save";
import { Empty, Notice, ProblemView } from "../../ui/states";
import { Beneficial } from "./Beneficial";
import { spanText } from "./shares";

type Branch = Schemas["Branch"];
type Direction = "up" | "down";

/** Who holds the party and what it holds, with ranges, unknowns, loops and contradictions; who controls it. */
export function Ownership({ id }: { id: string }) {
  const { ask } = useAsk();
  return (
    <div className="stack">
      <Tree id={id} direction="up" ask={ask} />
      <Tree id={id} direction="down" ask={ask} />
      <Controllers id={id} ask={ask} />
      <Beneficial id={id} ask={ask} />
      <Faults id={id} ask={ask} />
      <ExportGroup id={id} ask={ask} />
    </div>
  );
}

function Tree({ id, direction, ask }: { id: string; direction: Direction; ask: Ask }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["ownership-tree", id, direction, ask],
    queryFn: ({ signal }) =>
      got(
        api.GET("/api/v1/entities/{id}/ownership-tree", {
          params: { path: { id }, query: { ...ask, direction } },
          signal,
        }),
      ),
  });
  return (
    <section className="panel stack-s">
      <h2>{t(`ownership.${direction}`)}</h2>
      <Await of={found}>
        {({ tree, parties, truncated }) => (
          <>
            {truncated && <Notice warn>{t("states.truncated_plain")}</Notice>}
            {tree.children.length === 0 ? (
              <Empty>{t(`ownership.none_${direction}`)}</Empty>
            ) : (
              <Children branch={tree} parties={parties} />
            )}
          </>
        )}
      </Await>
    </section>
  );
}

function Children({ branch, parties }: { branch: Branch; parties: Parties }) {
  const { t } = useTranslation();
  const hidden = branch.more + branch.below_floor;
  return (
    <ul className="tree">
      {branch.children.map((child) => (
        <li key={`${child.party} ${child.layer}`}>
          <Node branch={child} parties={parties} />
          {child.children.length > 0 && <Children branch={child} parties={parties} />}
        </li>
      ))}
      {hidden > 0 && <li className="muted">{t("ownership.more", { count: hidden })}</li>}
    </ul>
  );
}

function Node({ branch, parties }: { branch: Branch; parties: Parties }) {
  const { t } = useTranslation();
  const { holding } = branch;
  return (
    <div className="tree-node">
      <span
        className={`shape shape-${parties[branch.party]?.kind === "Person" ? "circle" : "square"}`}
        aria-hidden="true"
      />
      <PartyName id={branch.party} parties={parties} />
      {holding && <strong>{spanText(holding.share, t("ownership.unknown_share"))}</strong>}
      {holding && <StandingMark standing={holding.standing} last={holding.last_confirmed} />}
      {holding?.differs && <span className="mark mark-open">{t("ownership.differs")}</span>}
      {branch.layer > 1 && (
        <span className="small muted">
          {t("ownership.effective", { share: spanText(branch.effective, t("ownership.unknown_share")) })}
        </span>
      )}
      {branch.shown_before && <span className="mark">{t("ownership.shown_before")}</span>}
      {branch.unopened > 0 && <span className="small muted">{t("ownership.unopened", { count: branch.unopened })}</span>}
    </div>
  );
}

function Controllers({ id, ask }: { id: string; ask: Ask }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["controllers", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/controllers", { params: { path: { id }, query: ask }, signal })),
  });
  return (
    <section className="panel stack-s">
      <h2>{t("ownership.controllers")}</h2>
      <Await of={found}>
        {({ controllers, possible, parties }) => (
          <>
            {controllers.length === 0 && <Empty>{t("ownership.controllers_none")}</Empty>}
            {controllers.map((row) => (
              <Controller key={row.party} row={row} parties={parties} />
            ))}
            {possible.length > 0 && <p className="small muted">{t("ownership.possible")}</p>}
            {possible.map((row) => (
              <Controller key={row.party} row={row} parties={parties} />
            ))}
          </>
        )}
      </Await>
    </section>
  );
}

function Controller({ row, parties }: { row: Schemas["Controller"]; parties: Parties }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <PartyName id={row.party} parties={parties} />
      {row.ultimate && <span className="mark mark-accent">{t("ownership.ultimate")}</span>}
      {row.declared && <span className="mark">{t("ownership.declared")}</span>}
      <StandingMark standing={row.standing} last={row.last_confirmed} />
    </div>
  );
}

function Faults({ id, ask }: { id: string; ask: Ask }) {
  const { t, i18n } = useTranslation();
  const found = useQuery({
    queryKey: ["ownership", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/ownership", { params: { path: { id }, query: { ...ask, limit: 1 } }, signal })),
  });
  if (!found.data || found.data.loops.length + found.data.faults.length === 0) return null;
  const { loops, faults, parties } = found.data;
  const name = (party: string) => parties[party]?.name ?? party;
  const problem = (word: string) =>
    i18n.exists(`ownership.problems.${word}`) ? t(`ownership.problems.${word as "above_whole"}`) : word;
  return (
    <section className="panel stack-s">
      {loops.length > 0 && <h2>{t("ownership.loops")}</h2>}
      {loops.map((loop) => (
        <p key={loop.companies.join()}>
          <span aria-hidden="true">↻ </span>
          {loop.companies.map(name).join(" → ")}
        </p>
      ))}
      {faults.length > 0 && <h2>{t("ownership.faults")}</h2>}
      {faults.map((fault) => (
        <p key={fault.company + fault.problem}>
          {t("ownership.fault", { company: name(fault.company), problem: problem(fault.problem) })}
        </p>
      ))}
    </section>
  );
}

function ExportGroup({ id, ask }: { id: string; ask: Ask }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: () => file(withAsk(`/api/v1/entities/${id}/group-file?format=xlsx`, ask)),
    onSuccess: ({ blob, name }) => save(name, blob),
  });
  return (
    <div className="row no-print">
      <button type="button" className="button" disabled={download.isPending} onClick={() => download.mutate()}>
        {t("ownership.export_group")}
      </button>
      {download.isError && <ProblemView error={download.error} />}
    </div>
  );
}
