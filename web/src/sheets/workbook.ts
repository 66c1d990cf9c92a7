/** Excel workbooks (ECMA-376): the first sheet as rows of text, and rows of text as a workbook. */

import { SheetFault } from "./fault";
import { unzip, zip } from "./zip";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Cells as text, rows as they stand; numbers keep the digits that the file has. */
export async function firstSheet(file: Blob): Promise<string[][]> {
  const archive = unzip(new Uint8Array(await file.arrayBuffer()));
  const read = async (name: string) => {
    const text = await archive.read(name);
    return text === null ? null : new DOMParser().parseFromString(text, "application/xml");
  };
  const sheet = await read(await firstName(read));
  if (!sheet) throw new SheetFault("no_sheet");
  const shared = all((await read("xl/sharedStrings.xml"))?.documentElement, "si").map(textOf);
  const rows: string[][] = [];
  for (const row of all(sheet.documentElement, "row")) {
    const cells: string[] = [];
    for (const cell of all(row, "c")) {
      const at = column(cell.getAttribute("r") ?? "") ?? cells.length;
      while (cells.length < at) cells.push("");
      cells.push(value(cell, shared));
    }
    const number = Number(row.getAttribute("r") ?? rows.length + 1);
    while (rows.length < number - 1) rows.push([]);
    rows.push(cells);
  }
  return rows;
}

/** The workbook names its sheets; the first one's file is found through the relations. */
async function firstName(read: (name: string) => Promise<Document | null>): Promise<string> {
  const sheet = all((await read("xl/workbook.xml"))?.documentElement, "sheet")[0];
  const id = sheet?.getAttributeNS(RELATIONS, "id") ?? sheet?.getAttribute("r:id");
  const relation = all((await read("xl/_rels/workbook.xml.rels"))?.documentElement, "Relationship").find(
    (one) => one.getAttribute("Id") === id,
  );
  const target = relation?.getAttribute("Target") ?? "worksheets/sheet1.xml";
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

function all(within: Element | undefined, name: string): Element[] {
  return within ? [...within.getElementsByTagNameNS("*", name)] : [];
}

/** Phonetic guides (rPh) lie inside a text and are not part of it. */
function textOf(within: Element): string {
  return all(within, "t")
    .filter((part) => part.parentElement?.localName !== "rPh")
    .map((part) => part.textContent ?? "")
    .join("");
}

function value(cell: Element, shared: readonly string[]): string {
  const type = cell.getAttribute("t");
  if (type === "inlineStr") return textOf(cell);
  const text = all(cell, "v")[0]?.textContent ?? "";
  return type === "s" ? (shared[Number(text)] ?? "") : text;
}

/** "C7" is column 2. */
function column(place: string): number | null {
  const letters = /^[A-Z]+/.exec(place)?.[0];
  if (!letters) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A workbook of one sheet; its first row is bold and stays in sight. Every cell is text: codes keep their zeros. */
export function workbook(title: string, rows: readonly (readonly unknown[])[]): Blob {
  const sheet = rows.map((row, n) => `<row r="${n + 1}">${row.map((cell) => written(cell, n === 0)).join("")}</row>`);
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${TYPE}.${type}+xml"/>`;
  const related = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const xml = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("/xl/workbook.xml", "sheet.main")}${part("/xl/worksheets/sheet1.xml", "worksheet")}${part("/xl/styles.xml", "styles")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships">${related(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(title.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${related(1, "worksheet", "worksheets/sheet1.xml")}${related(2, "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>${sheet.join("")}</sheetData></worksheet>`,
  };
  const files = Object.fromEntries(Object.entries(xml).map(([name, text]) => [name, HEAD + text]));
  return zip(files).slice(0, undefined, `${TYPE}.sheet`);
}

function written(cell: unknown, head: boolean): string {
  const text = cell === null || cell === undefined ? "" : String(cell);
  return `<c t="inlineStr"${head ? ' s="1"' : ' s="0"'}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  // XML 1.0 has no place for control characters, not even escaped.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
  return clean.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
