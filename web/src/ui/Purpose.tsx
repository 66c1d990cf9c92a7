import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../api/hooks";
import { session } from "../api/session";
import { Modal } from "./Modal";

const USUAL = ["review", "check", "objection", "audit"] as const;
const SHORTEST = 2;

/** Asks why a person is looked at; the purpose goes with every request of this tab from then on. */
export function PurposeForm({ done }: { done?: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(session.get().purpose ?? "");
  const queries = useQueryClient();
  const list = useId();
  return (
    <form
      className="state page-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        session.setPurpose(text.trim());
        void queries.resetQueries();
        done?.();
      }}
    >
      <h2>{t("ask.purpose_title")}</h2>
      <p>{t("ask.purpose_why")}</p>
      <label className="field">
        <span>{t("ask.purpose_label")}</span>
        <input
          className="input"
          value={text}
          list={list}
          minLength={SHORTEST}
          maxLength={200}
          required
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <datalist id={list}>
        {USUAL.map((name) => (
          <option key={name} value={t(`ask.purposes.${name}`)} />
        ))}
      </datalist>
      <div className="row">
        {USUAL.map((name) => (
          <button key={name} type="button" className="button" onClick={() => setText(t(`ask.purposes.${name}`))}>
            {t(`ask.purposes.${name}`)}
          </button>
        ))}
      </div>
      <button type="submit" className="button button-main">
        {t("ask.purpose_go")}
      </button>
    </form>
  );
}

/** Says that a look at a person was written down, and with which purpose. */
export function Recorded() {
  const { t } = useTranslation();
  const { purpose } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <div className="notice spread" role="note">
      <span>{t("ask.recorded", { purpose: purpose ?? t("ask.purpose_none") })}</span>
      <button type="button" className="button-link" onClick={() => setOpen(true)}>
        {t("ask.purpose_change")}
      </button>
      {open && (
        <Modal label={t("ask.purpose_title")} close={() => setOpen(false)}>
          <PurposeForm done={() => setOpen(false)} />
        </Modal>
      )}
    </div>
  );
}
