/** Why a list cannot be read; the page says it in the reader's language. */
export const FAULTS = ["not_zip", "no_sheet", "too_large", "empty", "no_name", "old_excel", "quote"] as const;
export type FaultCode = (typeof FAULTS)[number];

export class SheetFault extends Error {
  constructor(
    readonly code: FaultCode,
    readonly detail = "",
  ) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = "SheetFault";
  }
}
