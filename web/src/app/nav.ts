import type { Texts } from "../i18n";

/** The pages of the main navigation; `key` follows `g` on the keyboard. */
export const NAV: readonly { to: string; name: keyof Texts["common"]["nav"]; key: string }[] = [
  { to: "/", name: "home", key: "h" },
  { to: "/graph", name: "graph", key: "g" },
  { to: "/reviews", name: "reviews", key: "t" },
  { to: "/screenings", name: "screening", key: "s" },
  { to: "/identity", name: "identity", key: "i" },
  { to: "/records", name: "records", key: "r" },
  { to: "/loads", name: "loads", key: "l" },
  { to: "/policies", name: "policy", key: "p" },
  { to: "/admin", name: "admin", key: "a" },
];
