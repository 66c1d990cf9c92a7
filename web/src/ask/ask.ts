/** When is asked about: the day, the instant of knowledge and the policy. They stand in the address, so that links keep them. */

import { useMemo } from "react";
import { useSearchParams } from "react-router";

export type Ask = { readonly as_of?: string; readonly as_known_at?: string; readonly policy?: string };

export const ASK_NAMES = ["as_of", "as_known_at", "policy"] as const;

export function readAsk(params: URLSearchParams): Ask {
  return Object.fromEntries(ASK_NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])));
}

/** The address with what is asked put in, and its own parameters kept. */
export function withAsk(address: string, ask: Ask): string {
  const [path = "", query = ""] = address.split("?");
  const params = new URLSearchParams(query);
  for (const name of ASK_NAMES) {
    const value = ask[name];
    if (value && !params.has(name)) params.set(name, value);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export function useAsk(): { ask: Ask; setAsk: (change: Partial<Ask>) => void } {
  const [params, setParams] = useSearchParams();
  const text = ASK_NAMES.map((name) => params.get(name) ?? "").join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal words give the same object
  const ask = useMemo(() => readAsk(params), [text]);
  const setAsk = (change: Partial<Ask>) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const [name, value] of Object.entries(change)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  return { ask, setAsk };
}
