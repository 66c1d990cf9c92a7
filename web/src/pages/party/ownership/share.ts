import type { Span } from "../../../api/ownership";

const FORMAT = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/** A span of shares for people: one number where it is exact, a range where it is not, nothing where all is open. */
export function spanText(span: Span | null | undefined): string | null {
  if (!span) return null;
  const [low = 0, high = 100] = span.percent;
  if (low === 0 && high === 100) return null;
  return low === high ? `${FORMAT.format(low)}%` : `${FORMAT.format(low)}–${FORMAT.format(high)}%`;
}

/** A share given exactly as text ("0.5", "12/365"), as near as a number comes to it. */
export function exact(text: string): number {
  const [above = "0", below = "1"] = text.split("/");
  return Number(above) / Number(below);
}
