/** What the last answer of the page says it was made from; the bar at the top shows it. */

import { useEffect, useSyncExternalStore } from "react";

export type Echo = { readonly as_of: string; readonly as_known_at: string | null; readonly data_version: number };

let current: Echo | null = null;
const listeners = new Set<() => void>();

function set(next: Echo | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useEcho(): Echo | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function useReportEcho(echo: Echo | undefined): void {
  const { as_of, as_known_at, data_version } = echo ?? {};
  useEffect(() => {
    if (as_of !== undefined && data_version !== undefined)
      set({ as_of, as_known_at: as_known_at ?? null, data_version });
    return () => set(null);
  }, [as_of, as_known_at, data_version]);
}
