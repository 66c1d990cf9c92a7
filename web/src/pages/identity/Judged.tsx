import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import type { Parties } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { PartyName } from "../../proof/PathLine";
import { Await } from "../../ui/Await";
import { Empty, ProblemView } from "../../ui/states";

type Shown = Schemas["JudgementShown"];
type Act = "confirmation" | "rejection" | "undo";

/** What was judged, newest first; proposals wait for a second person, what is in force can be undone. */
export function Judged() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useQuery({
    queryKey: ["judgements", ask],
    queryFn: ({ signal }) => got(api.GET("/api/v1/identity/judgements", { params: { query: ask }, signal })),
  });
  return (
    <section className="panel stack-s">
      <h2>{t("identity.history")}</h2>
      <Await of={found}>
        {({ judgements, parties }) => (
          <>
            {judgements.length === 0 && <Empty>{t("identity.history_none")}</Empty>}
            {judgements.map((judgement) => (
              <One key={judgement.id} judgement={judgement} parties={parties} />
            ))}
          </>
        )}
      </Await>
    </section>
  );
}

function One({ judgement, parties }: { judgement: Shown; parties: Parties }) {
  const { t } = useTranslation();
  const last = judgement.acts.at(-1);
  return (
    <div className="layer-line">
      <div className="stack-s">
        <div className="row">
          <PartyName id={judgement.a_now} parties={parties} /> <span className="muted">/</span>{" "}
          <PartyName id={judgement.b_now} parties={parties} />
          {judgement.decision && <strong>{t(`identity.${judgement.decision as "same"}`)}</strong>}
          <span className="mark">{t(`identity.states.${judgement.state as "proposed"}`)}</span>
        </div>
        {last && (
          <span className="small muted">{t("identity.by", { principal: last.principal, reason: last.reason })}</span>
        )}
        <Acts judgement={judgement} />
      </div>
    </div>
  );
}

function Acts({ judgement }: { judgement: Shown }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const act = useMutation({
    mutationFn: (what: Act) => {
      const asked = { params: { path: { id: judgement.id } }, body: { reason, evidence: "" } };
      if (what === "confirmation") return got(api.POST("/api/v1/identity/judgements/{id}/confirmation", asked));
      if (what === "rejection") return got(api.POST("/api/v1/identity/judgements/{id}/rejection", asked));
      return got(api.POST("/api/v1/identity/judgements/{id}/undo", asked));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const offered: readonly (readonly [Act, "confirm" | "reject" | "undo"])[] =
    judgement.state === "proposed"
      ? [
          ["confirmation", "confirm"],
          ["rejection", "reject"],
        ]
      : judgement.state === "in_force" && judgement.act === "decide"
        ? [["undo", "undo"]]
        : [];
  if (offered.length === 0) return null;
  return (
    <div className="row">
      <input
        className="input input-auto"
        aria-label={t("identity.reason")}
        placeholder={t("identity.reason")}
        size={36}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {offered.map(([what, word]) => (
        <button
          key={what}
          type="button"
          className="button"
          disabled={reason.trim().length < 3 || act.isPending}
          onClick={() => act.mutate(what)}
        >
          {t(`identity.${word}`)}
        </button>
      ))}
      {act.isError && <ProblemView error={act.error} />}
    </div>
  );
}
