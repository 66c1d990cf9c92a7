import { percent } from "../../ui/format";

/** A share or the range that it lies in; the whole range 0 to 1 says nothing and is said to be unknown. */
export function spanText(span: { min: string; max: string; percent: number[] }, unknown: string): string {
  const [low = 0, high = 100] = span.percent;
  if (low === 0 && high === 100) return unknown;
  return low === high ? percent(low / 100) : `${percent(low / 100)} – ${percent(high / 100)}`;
}
