/** From the lines of a list to parties as the service screens them. */

import words from "../../../../loaders/party_lists.json";
import type { Schemas } from "../../api/client";
import { codes } from "../../i18n/texts/codes";
import type { Line } from "../../sheets/table";

export type Party = Schemas["ScreeningParty"];
export const FIELDS = [
  "name",
  "kind",
  "uscc",
  "org_code",
  "registration_number",
  "lei",
  "former_names",
  "aliases",
  "addresses",
  "phones",
  "officers",
  "id_number",
  "birth_year",
  "gender",
  "region",
  "country",
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Headers in comparable form: all that the service reads in a file of parties (`loaders/party_lists.json`, and names and
 * captions of the schema), and more, for here a person sees what each column was taken for and can change it.
 */
const SHARED: Partial<Record<Field, readonly string[]>> = words.headers;
const MORE: Partial<Record<Field, readonly string[]>> = {
  name: [
    "name",
    "名称",
    "企业名称",
    "姓名",
    "人员姓名",
    "自然人姓名",
    "相对人名称",
    "行政相对人名称",
    "字号名称",
    "firmname",
  ],
  uscc: [
    "uscc",
    "统一社会信用代码",
    "统一信用代码",
    "社会信用代码",
    "信用代码",
    "主体标识码",
    "creditcode",
    "unifiedsocialcreditcode",
  ],
  org_code: ["orgcode", "组织机构代码", "机构代码", "organisationcode", "organizationcode"],
  registration_number: ["registrationnumber", "注册号", "工商注册号", "营业执照号", "营业执照注册号"],
  lei: ["lei", "全球法人识别编码", "法人机构识别编码"],
  former_names: ["formernames", "formername", "曾用名", "曾用名称", "原名称"],
  aliases: ["aliases", "alias", "aka", "别名", "简称", "英文名称"],
  addresses: ["addresses"],
  phones: ["phones"],
  id_number: ["idnumber", "身份证号", "身份证号码", "身份证件号码", "证件号码", "公民身份号码"],
  birth_year: ["birthyear", "出生年份", "出生年"],
  gender: ["gender", "sex", "性别"],
  region: ["region", "行政区划", "行政区划代码", "区划代码", "所属地区", "所属区县", "所在地区", "地区"],
  country: ["country", "国家", "国别", "国籍", "国家或地区", "nationality"],
};
const HEADERS: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field) =>
    [...(SHARED[field] ?? []).map(comparable), ...(MORE[field] ?? [])].map((text) => [text, field] as const),
  ),
);
const IDENTIFYING: readonly Field[] = ["name", "uscc", "org_code", "registration_number", "lei", "id_number"];
const LISTS: ReadonlySet<Field> = new Set(["former_names", "aliases", "addresses", "phones", "officers"]);
const KINDS: ReadonlyMap<string, "Enterprise" | "Person"> = new Map([
  ...(["Enterprise", "Person"] as const).flatMap((kind) => words.kinds[kind].map((text) => [text, kind] as const)),
  ...Object.entries(codes.zh.enterprise_type)
    .flat()
    .filter((text) => text !== "其他" && text !== "other")
    .map((text) => [text, "Enterprise"] as const),
]);
const GENDERS: Record<string, "male" | "female"> = { 男: "male", male: "male", 女: "female", female: "female" };
const BLANK = /^(-+|—+|n\/?a|null|无|暂无|不详)$/i;
const CHINESE = /\p{Script=Han}/u;
const USCC = /^[0-9A-HJ-NP-RT-UW-Y]{18}$/i;
const ID_NUMBER = /^[1-8]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i;

export type Columns = readonly (Field | null)[];
export type List = {
  readonly headers: readonly string[];
  readonly columns: Columns;
  readonly lines: readonly Line[];
  /** The list has a line of headers; without one, each line was read by what its cells look like. */
  readonly headed: boolean;
};
export type FaultName = "kind" | "gender" | "birth_year" | "long" | "blank" | "wide";
export type Row = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly party: Party | null;
  readonly fault: FaultName | null;
};

function comparable(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-（）()：:*]/g, "");
}

function meant(header: string): Field | null {
  return HEADERS.get(comparable(header)) ?? null;
}

/** The first line counts as headers where one of its cells is the header of a name or code. */
export function asList(lines: readonly Line[]): List {
  const [first, ...rest] = lines;
  const columns = once((first?.cells ?? []).map(meant));
  if (first && identifies(columns)) return { headers: first.cells, columns, lines: rest, headed: true };
  const plain = lines.map(({ number, cells }) => ({ number, cells: sorted(cells) }));
  return { headers: ["", "", ""], columns: ["name", "uscc", "id_number"], lines: plain, headed: false };
}

/** Each field is taken from the first column that means it. */
function once(columns: Columns): Columns {
  return columns.map((field, n) => (field && columns.indexOf(field) === n ? field : null));
}

export function identifies(columns: Columns): boolean {
  return columns.some((field) => field && IDENTIFYING.includes(field));
}

/** A line without headers: what looks like a code is one, the first other cell is the name. */
function sorted(cells: readonly string[]): string[] {
  const parts = cells.length > 1 ? [...cells] : (cells[0] ?? "").split(/[,，;；\t]/).map((part) => part.trim());
  const id = parts.find((part) => ID_NUMBER.test(part)) ?? "";
  const code = parts.find((part) => part !== id && USCC.test(part)) ?? "";
  const [name = "", ...rest] = parts.filter((part) => part && part !== id && part !== code);
  // "Sample Trading Co., Ltd" has a comma of its own; a Chinese name has none.
  return [CHINESE.test(name) ? name : [name, ...rest].join(", "), code, id];
}

export function asRow({ number, cells }: Line, columns: Columns): Row {
  const made = (party: Party | null, fault: FaultName | null) => ({ number, cells, party, fault });
  if (cells.slice(columns.length).some(Boolean)) return made(null, "wide");
  const party: Record<string, unknown> = { key: String(number) };
  for (const [n, field] of columns.entries()) {
    const text = (cells[n] ?? "").normalize("NFKC").trim();
    if (!field || !text || BLANK.test(text)) continue;
    if (text.length > 500) return made(null, "long");
    const read = value(field, text);
    if (read === undefined) return made(null, field as FaultName);
    party[field] = read;
  }
  const named = IDENTIFYING.some((field) => party[field] !== undefined);
  return named ? made(party as Party, null) : made(null, "blank");
}

/** Undefined where the cell cannot be what its column says. */
function value(field: Field, text: string): unknown {
  if (field === "kind") return KINDS.get(text.toLowerCase());
  if (field === "gender") return GENDERS[text.toLowerCase()];
  if (field === "birth_year") return /^(18|19|20)\d{2}$/.test(text) ? Number(text) : undefined;
  if (field === "uscc") return text.toUpperCase();
  if (LISTS.has(field))
    return text
      .split(/[;、|]/)
      .map((part) => part.trim())
      .filter(Boolean);
  return text;
}
