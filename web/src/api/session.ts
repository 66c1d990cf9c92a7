/** What this tab knows of the person at work. The key and the purpose end with the tab; nothing of them is kept. */

type Session = { readonly key: string | null; readonly purpose: string | null };

const KEY = "guanlian.key";
const PURPOSE = "guanlian.purpose";
const listeners = new Set<() => void>();

let current: Session = { key: sessionStorage.getItem(KEY), purpose: sessionStorage.getItem(PURPOSE) };

export const session = {
  get: (): Session => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  setKey: (key: string | null) => change(KEY, { ...current, key }, key),
  setPurpose: (purpose: string | null) => change(PURPOSE, { ...current, purpose }, purpose),
};

function change(name: string, next: Session, value: string | null): void {
  if (value === null) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, value);
  current = next;
  for (const listener of listeners) listener();
}
