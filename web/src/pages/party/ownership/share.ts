import type { Span } from "../../../api/ownership";

const FORMAT = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/** A span of shares for people: one number where it is exact, a range where it is not, nothing where all is open. */
export function spanText(span: Span | null | undefined): string | null {
  if (!span) return null;
  const [low = 0, high = 100] = span.percent;
  if (low === 0 && high === 100) return null;
  return low === high ? `${FORMAT.format(low)}%` : `${FORMAT.format(low)}–${FORMAT.format(high)}%`;
}
