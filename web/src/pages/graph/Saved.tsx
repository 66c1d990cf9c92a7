import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, done } from "../../api/client";
import { useViews } from "../../api/views";
import { PartyPicker } from "../../app/PartyPicker";
import { useAsk, withAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { Await } from "../../ui/Await";
import { TextField } from "../../ui/fields";
import { instant } from "../../ui/format";
import { Modal } from "../../ui/Modal";
import { Empty, ProblemView } from "../../ui/states";
import type { Graph } from "./useGraph";

/** Nothing is drawn yet: what to do, and the graphs that were kept. */
export function Start() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const navigate = useNavigate();
  return (
    <section className="stack page-narrow">
      <h1>{t("graph.start")}</h1>
      <p>{t("graph.start_help")}</p>
      <PartyPicker
        label={t("graph.start_party")}
        picked={null}
        pick={(party) => party && void navigate(withAsk(`/graph?ids=${party.id}`, ask))}
      />
      <h2>{t("graph.open_title")}</h2>
      <SavedList />
    </section>
  );
}

export function OpenSaved({ close }: { close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal label={t("graph.open_title")} close={close}>
      <div className="stack">
        <h2>{t("graph.open_title")}</h2>
        <SavedList opened={close} />
        <button type="button" className="button" onClick={close}>
          {t("common.close")}
        </button>
      </div>
    </Modal>
  );
}

function SavedList({ opened }: { opened?: () => void }) {
  const { t, i18n } = useTranslation();
  const views = useViews();
  return (
    <Await of={views}>
      {({ views: found }) =>
        found.length === 0 ? (
          <Empty>{t("graph.open_none")}</Empty>
        ) : (
          <ul className="graph-saved">
            {found.map((view) => (
              <li key={view.id} className="row spread">
                <To to={`/graph?view=${view.id}`} onClick={opened}>
                  {view.name}
                </To>
                <span className="small muted">
                  {view.owner} · {instant(view.updated_at, i18n.language)}
                </span>
                <Delete id={view.id} name={view.name} />
              </li>
            ))}
          </ul>
        )
      }
    </Await>
  );
}

function Delete({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/views/{id}", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views"] }),
  });
  if (remove.isError) return <ProblemView error={remove.error} retry={() => remove.mutate()} />;
  return (
    <button
      type="button"
      className="button-link"
      onClick={() => (sure ? remove.mutate() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? t("graph.delete_sure", { name }) : t("graph.delete")}
    </button>
  );
}

export function SaveDialog({ graph, close }: { graph: Graph; close: () => void }) {
  const { t } = useTranslation();
  const { saved } = graph.board;
  const enterprises = graph.view.nodes.filter((node) => node.kind === "Enterprise");
  const first = (enterprises.find((node) => node.id === graph.board.selected) ?? enterprises[0])?.name ?? "";
  const [name, setName] = useState(saved?.name ?? first);
  const [shared, setShared] = useState(saved?.shared ?? false);
  const save = useMutation({ mutationFn: () => graph.saveAs(name.trim(), shared), onSuccess: close });
  return (
    <Modal label={t("graph.save_as")} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <h2>{t(saved ? "graph.save_as" : "graph.save")}</h2>
        {saved && !saved.mine && <p>{t("graph.not_mine")}</p>}
        <TextField label={t("graph.save_name")} required maxLength={120} value={name} change={setName} />
        <label className="row">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t("graph.save_shared")}
        </label>
        <p className="small muted">{t("graph.save_shared_note")}</p>
        {save.isError && <ProblemView error={save.error} />}
        <div className="row">
          <button type="submit" className="button button-main" disabled={save.isPending}>
            {t("graph.save")}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("common.cancel")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
