import { useTranslation } from "react-i18next";
import { type Colours, FACTS, type Words } from "../../graph/exports";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import type { Graph } from "./useGraph";

const COLUMNS = ["from", "kind", "to", ...FACTS] as const;
/** Pictures are for documents on paper: always on white, whatever the theme. */
export const PAPER: Colours = {
  paper: "#ffffff",
  ink: "#1a2029",
  quiet: "#535d6b",
  line: "#7d8694",
  party: "#535d6b",
  listed: "#b3131f",
};

/** What files and paper say of the picture: captions, its name, the day and the data version. */
export function useWords(graph: Graph): Words {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  const code = useCode();
  return {
    kind,
    standing: (standing) => code("standing", standing),
    columns: COLUMNS.map((column) => t(`graph.columns.${column}`)),
    title: graph.board.saved?.name ?? t("graph.title"),
    subtitle: t("graph.export_subtitle", {
      as_of: graph.opened.data?.reply.as_of ?? "",
      version: graph.board.dataVersion ?? "",
      nodes: graph.view.nodes.length,
      links: graph.view.bundles.length,
    }),
  };
}
