import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemView } from "./states";

const QUIET_MS = 300;
const SLOW_MS = 3000;

/** An answer, or how it stands with it: nothing at first, then a skeleton, then a word that it takes long; or the problem. */
export function Await<T>({
  of,
  lines = 4,
  children,
}: {
  of: UseQueryResult<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isError) return <ProblemView error={of.error} retry={() => void of.refetch()} />;
  return <Loading lines={lines} />;
}

export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  const waited = useWaited();
  if (waited < QUIET_MS) return <div aria-busy="true" />;
  return (
    <div className="skeleton" role="status" aria-busy="true">
      {Array.from({ length: lines }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are alike
        <span key={n} style={{ width: `${92 - ((n * 17) % 40)}%` }} />
      ))}
      <p className={waited < SLOW_MS ? "visually-hidden" : "muted"}>
        {t(waited < SLOW_MS ? "states.loading" : "states.slow")}
      </p>
    </div>
  );
}

function useWaited(): number {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timers = [QUIET_MS, SLOW_MS].map((ms) => setTimeout(() => setWaited(ms), ms));
    return () => timers.forEach(clearTimeout);
  }, []);
  return waited;
}
