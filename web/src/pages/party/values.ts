import type { TFunction } from "i18next";
import type { Schemas } from "../../api/client";

/** Values of the service as text; a share or money keeps the digits that it was given with. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(text).join(" / ");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

/** The region in words with its code beside it; as it is stated where it is no code or the code is nobody's. */
export function regionOf({ values, region_name }: Schemas["Entity"], t: TFunction): string {
  return region_name ? t("party.region", { name: region_name, code: text(values.region) }) : text(values.region);
}
