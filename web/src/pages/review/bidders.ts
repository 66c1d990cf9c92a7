/** Bidders as they are pasted: one a line, name, code and price in any order after the name. */

export type Pasted = { readonly name: string; readonly code: string; readonly price: string };

const CODE = /^[0-9A-HJ-NP-RT-UW-Y]{18}$/i;
const PRICE = /^[¥￥]?\d[\d,]*(\.\d+)?$/;

export function readBidders(text: string): Pasted[] {
  return text
    .split(/\r?\n/)
    .map((line) => cells(line))
    .filter((parts) => parts.length > 0)
    .map((parts) => {
      const code = parts.find((part) => CODE.test(part)) ?? "";
      const price = parts.find((part) => part !== code && PRICE.test(part)) ?? "";
      const name = parts.find((part) => part !== code && part !== price) ?? "";
      return { name, code: code.toUpperCase(), price: price.replace(/[¥￥,]/g, "") };
    })
    .filter((bidder) => bidder.name || bidder.code);
}

/** Tabs where there are any, for a price may hold commas; else commas of both widths. */
function cells(line: string): string[] {
  const parts = line.includes("\t") ? line.split("\t") : line.split(/[,，;；]/);
  return parts.map((part) => part.trim()).filter(Boolean);
}

export function writeBidders(rows: readonly Pasted[]): string {
  return rows.map((row) => [row.name, row.code, row.price].filter(Boolean).join("\t")).join("\n");
}
