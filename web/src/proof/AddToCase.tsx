import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { useWhoami } from "../api/hooks";
import { useViews } from "../api/views";
import { To } from "../ask/To";
import { arrive, EMPTY, readPicture } from "../graph/picture";
import { Choice, TextField } from "../ui/fields";
import { Modal } from "../ui/Modal";
import { ProblemView } from "../ui/states";

type Props = { ids: readonly string[]; close: () => void };

/** Puts those of a proof into a saved graph, one's own or a new one; a saved graph keeps ids and places, no facts. */
export function AddToCase({ ids, close }: Props) {
  const { t } = useTranslation();
  const who = useWhoami().data?.id;
  const views = useViews();
  const own = (views.data?.views ?? []).filter((view) => view.owner === who);
  const [chosen, setChosen] = useState("");
  const [name, setName] = useState("");
  const add = useAdd(ids);
  return (
    <Modal label={t("proof.add_to_case")} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ view: chosen, name: name.trim() });
        }}
      >
        <h2>{t("proof.add_to_case")}</h2>
        <Choice
          label={t("proof.case")}
          value={chosen}
          options={[["", t("proof.case_new")], ...own.map(({ id, name }) => [id, name] as const)]}
          choose={setChosen}
        />
        {chosen === "" && (
          <TextField label={t("proof.case_name")} required maxLength={120} value={name} change={setName} />
        )}
        {add.data && (
          <p role="status">
            {t("proof.case_added", { count: ids.length })}{" "}
            <To to={`/graph?view=${add.data.view.id}`}>{add.data.view.name}</To>
          </p>
        )}
        {add.isError && <ProblemView error={add.error} />}
        <div className="row">
          <button type="submit" className="button button-main" disabled={add.isPending || add.isSuccess}>
            {t("proof.case_go")}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("common.close")}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function useAdd(ids: readonly string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ view, name }: { view: string; name: string }) => {
      if (!view) {
        const content = { ...arrive(EMPTY, ids) };
        return got(api.POST("/api/v1/views", { body: { kind: "graph", name, shared: false, content } }));
      }
      const path = { path: { id: view } };
      const kept = await got(api.GET("/api/v1/views/{id}", { params: path }));
      const { kind, name: old, shared, revision } = kept.view;
      const content = { ...arrive(readPicture(kept.content), ids) };
      const body = { kind: kind as "graph", name: old, shared, revision, content };
      return got(api.PUT("/api/v1/views/{id}", { params: path, body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views"] }),
  });
}
