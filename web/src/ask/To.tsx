import type { ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { useAsk, withAsk } from "./ask";

/** A link that keeps the day, the instant of knowledge and the policy. */
export function To({ to, children, ...rest }: Omit<LinkProps, "to"> & { to: string; children: ReactNode }) {
  const { ask } = useAsk();
  return (
    <Link to={withAsk(to, ask)} {...rest}>
      {children}
    </Link>
  );
}
