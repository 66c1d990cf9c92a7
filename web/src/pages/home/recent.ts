/** Enterprises opened in this tab. People are not kept: each look at one asks for a purpose of its own. */

export type Opened = { readonly id: string; readonly name: string };

const STORED = "guanlian.opened";
const KEPT = 8;

export function opened(): readonly Opened[] {
  const text = sessionStorage.getItem(STORED);
  return text ? (JSON.parse(text) as Opened[]) : [];
}

export function noteOpened(entity: { id: string; kind: string; name: string }): void {
  if (entity.kind !== "Enterprise") return;
  const rest = opened().filter((other) => other.id !== entity.id);
  sessionStorage.setItem(STORED, JSON.stringify([{ id: entity.id, name: entity.name }, ...rest].slice(0, KEPT)));
}
