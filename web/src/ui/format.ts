/** Numbers and days as readers of either language write them. */

export function number(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A share between 0 and 1, given exactly as text ("0.5", "12/365"); unknown is not 0. */
export function percent(value: string | number): string {
  const [above = "", below = "1"] = String(value).split("/");
  const found = (Number(above) / Number(below)) * 100;
  return `${new Intl.NumberFormat("en", { maximumFractionDigits: 4 }).format(found)}%`;
}

export function instant(value: string | null | undefined, language: string): string {
  if (!value) return "";
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  }).format(new Date(value));
}

/** Score with two digits; what is not zero never looks like zero. */
export function score(value: number): string {
  return value > 0 && value < 0.005 ? "<0.01" : value.toFixed(2);
}

/** Days from one day to another; both in the form 2026-06-30. */
export function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
