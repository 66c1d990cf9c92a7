import { useId } from "react";
import { useTranslation } from "react-i18next";
import { csv, graphml, svg, type Words } from "../../graph/exports";
import { save } from "../../ui/save";
import type { Graph } from "./useGraph";
import { PAPER, useWords } from "./words";

const FORMS = ["png", "svg", "csv", "graphml"] as const;
type Form = (typeof FORMS)[number];
const SHARP = 2;
const WIDEST = 8000;

/** What is in sight, as a file with names, the day and the data version. */
export function ExportMenu({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const words = useWords(graph);
  const id = useId();
  const export_ = (form: Form) => void write(form, graph, words);
  return (
    <span className="graph-menu">
      <button type="button" className="button" popoverTarget={id}>
        {t("graph.export")} ▾
      </button>
      <span id={id} popover="auto" className="graph-menu-list">
        {FORMS.map((form) => (
          <button
            key={form}
            type="button"
            className="button button-plain"
            onClick={() => export_(form)}
            popoverTarget={id}
            popoverTargetAction="hide"
          >
            {t(`graph.exports.${form}`)}
          </button>
        ))}
      </span>
    </span>
  );
}

async function write(form: Form, graph: Graph, words: Words): Promise<void> {
  const name = (graph.board.saved?.name ?? "graph").replace(/[\\/:*?"<>|]/g, "_");
  if (form === "csv") return save(`${name}.csv`, csv(graph.view, words), "text/csv");
  if (form === "graphml") return save(`${name}.graphml`, graphml(graph.view, words), "application/xml");
  const drawing = svg(graph.view, words, PAPER, graph.route);
  if (form === "svg") return save(`${name}.svg`, drawing, "image/svg+xml");
  save(`${name}.png`, await raster(drawing), "image/png");
}

/** The drawing as pixels, twice as sharp where it is not too large for a canvas. */
async function raster(drawing: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(SHARP, WIDEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = new OffscreenCanvas(Math.ceil(image.naturalWidth * scale), Math.ceil(image.naturalHeight * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    URL.revokeObjectURL(address);
  }
}
