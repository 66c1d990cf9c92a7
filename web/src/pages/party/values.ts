/** Values of the service as text; a share or money keeps the digits that it was given with. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(text).join(" / ");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}
