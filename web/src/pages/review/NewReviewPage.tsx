import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas, send } from "../../api/client";
import { useEntity } from "../../api/party";
import { session } from "../../api/session";
import { today } from "../../app/AskBar";
import { useTitle } from "../../app/useTitle";
import { useAsk } from "../../ask/ask";
import { Await } from "../../ui/Await";
import { FileField } from "../../ui/FileField";
import { asInstant, Choice, type DayTime, DayTimeField, PurposeField, TextField } from "../../ui/fields";
import { Notice, ProblemView } from "../../ui/states";
import { text } from "../party/values";
import { BidderTable } from "./BidderTable";
import { type Pasted, readBidders, writeBidders } from "./bidders";
import { REGIMES, type Regime } from "./model";

type Draft = DayTime & {
  title: string;
  regime: Regime;
  buyer: string;
  agency: string;
  bidders: string;
  purpose: string;
};

/** Paste or read the bidders of a lot, check what was understood, and review it; or review a lot that the graph has. */
export function NewReviewPage() {
  const { t } = useTranslation();
  const lot = useSearchParams()[0].get("lot");
  useTitle(t("review.new"));
  return (
    <div className="stack page-narrow">
      <h1>{t("review.new")}</h1>
      {lot ? <OfLot key={lot} lot={lot} /> : <Form start={empty()} lot={null} />}
    </div>
  );
}

/** What the graph says of the lot stands in the form; its bidders are read when the review is made. */
function OfLot({ lot }: { lot: string }) {
  const found = useEntity(lot, useAsk().ask);
  return (
    <Await of={found}>
      {({ entity }) => {
        const { regime, submission_deadline: deadline } = entity.values;
        const known = { title: entity.name, regime: regime as Regime, submission_deadline: text(deadline) };
        return <Form start={{ ...empty(), ...filled(known), bidders: "" }} lot={{ id: lot, name: entity.name }} />;
      }}
    </Await>
  );
}

type Lot = { readonly id: string; readonly name: string };

function useCreate(draft: Draft, rows: readonly Pasted[], lot: Lot | null) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      session.setPurpose(draft.purpose.trim());
      return got(api.POST("/api/v1/reviews", { body: body(draft, rows, lot) as never }));
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["reviews"] });
      void navigate(`/reviews/${made.id}`);
    },
  });
}

function Form({ start, lot }: { start: Draft; lot: Lot | null }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(start);
  const rows = readBidders(draft.bidders);
  const create = useCreate(draft, rows, lot);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      {lot && (
        <Notice>
          <strong>
            {t("review.of_lot")} {lot.name}
          </strong>{" "}
          {t("review.of_lot_help")}
        </Notice>
      )}
      <Tender draft={draft} change={change} known={lot !== null} />
      {!lot && <Bidders draft={draft} change={change} rows={rows} />}
      <section className="panel filters">
        <PurposeField label={t("review.purpose")} value={draft.purpose} change={(purpose) => change({ purpose })} />
        <button
          type="submit"
          className="button button-main"
          disabled={create.isPending || (lot === null && rows.length === 0)}
        >
          {t("review.go")}
        </button>
      </section>
      {create.isError && <ProblemView error={create.error} />}
    </form>
  );
}

function empty(): Draft {
  const purpose = session.get().purpose ?? "";
  return { title: "", regime: "bidding", day: today(), time: "09:30", buyer: "", agency: "", bidders: "", purpose };
}

function body(draft: Draft, rows: readonly Pasted[], lot: Lot | null) {
  const submission_deadline = asInstant(draft);
  if (lot) {
    const of_lot = { ...(draft.title.trim() ? { title: draft.title.trim() } : {}), regime: draft.regime };
    return { purpose: draft.purpose.trim(), lot: lot.id, of_lot: { ...of_lot, submission_deadline } };
  }
  const named = (name: string) => (name.trim() ? { name: name.trim() } : undefined);
  return {
    purpose: draft.purpose.trim(),
    tender: {
      ...(draft.title.trim() ? { title: draft.title.trim() } : {}),
      regime: draft.regime,
      submission_deadline,
      buyer: named(draft.buyer),
      agency: named(draft.agency),
      bids: rows.map((row) => ({
        bidder: { ...(row.name ? { name: row.name } : {}), ...(row.code ? { code: row.code } : {}) },
        ...(row.price ? { price: row.price } : {}),
      })),
    },
  };
}

type Part = { draft: Draft; change: (part: Partial<Draft>) => void };

function Tender({ draft, change, known }: Part & { known: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="panel form-grid">
      <TextField
        label={t("review.name")}
        width="form-wide"
        maxLength={200}
        value={draft.title}
        change={(title) => change({ title })}
      />
      <Choice
        label={t("review.regime")}
        value={draft.regime}
        options={REGIMES.map((regime) => [regime, t(`review.regimes.${regime}`)] as const)}
        choose={(regime) => change({ regime })}
      />
      <DayTimeField label={t("review.deadline")} value={draft} change={change} />
      {!known && <Beside draft={draft} change={change} />}
    </section>
  );
}

/** Who stands beside the bidders. */
function Beside({ draft, change }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <TextField label={t("review.buyer")} maxLength={200} value={draft.buyer} change={(buyer) => change({ buyer })} />
      <TextField
        label={t("review.agency")}
        maxLength={200}
        value={draft.agency}
        change={(agency) => change({ agency })}
      />
    </>
  );
}

function Bidders({ draft, change, rows }: Part & { rows: readonly Pasted[] }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack-s">
      <label className="field">
        <span>{t("review.bidders")}</span>
        <textarea
          className="input"
          rows={8}
          required
          value={draft.bidders}
          onChange={(event) => change({ bidders: event.target.value })}
        />
        <small className="muted">{t("review.bidders_help")}</small>
      </label>
      <FromFile change={change} />
      {rows.length > 0 && <BidderTable rows={rows} />}
    </section>
  );
}

type FoundTender = {
  title?: string | null;
  regime?: Regime | null;
  submission_deadline?: string | null;
  bids?: readonly { bidder?: { name?: string | null; code?: string | null }; price?: string | number | null }[];
};

/** A spreadsheet of bidders is read by the service; nothing of it is kept before the review is made. */
function FromFile({ change }: Pick<Part, "change">) {
  const { t } = useTranslation();
  const read = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return send<Schemas["TendersReply"]>("/api/v1/tender-files", form);
    },
    onSuccess: ({ tenders }) => change(filled((tenders[0] ?? {}) as FoundTender)),
  });
  return (
    <>
      <FileField
        label={t("review.upload")}
        accept=".xlsx,.csv"
        help={t("review.upload_help")}
        choose={([file]) => file && read.mutate(file)}
      />
      {read.data && <Notice>{t("review.tenders_found", { count: read.data.tenders.length })}</Notice>}
      {read.isError && <ProblemView error={read.error} />}
    </>
  );
}

function filled(tender: FoundTender): Partial<Draft> {
  const bids = tender.bids ?? [];
  const [day = "", time = ""] = (tender.submission_deadline ?? "").split("T");
  return {
    ...(tender.title ? { title: tender.title } : {}),
    ...(tender.regime ? { regime: tender.regime } : {}),
    ...(day ? { day, time: time.slice(0, 5) } : {}),
    bidders: writeBidders(
      bids.map((bid) => ({
        name: bid.bidder?.name ?? "",
        code: bid.bidder?.code ?? "",
        price: String(bid.price ?? ""),
      })),
    ),
  };
}
