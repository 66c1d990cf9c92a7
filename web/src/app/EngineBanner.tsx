import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/problem";
import { isReady } from "../api/ready";

const PROBE_MS = 3000;

/** Says that the service is away, asks until it is back, and then reads what failed again. Nothing typed is lost. */
export function EngineBanner() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [away, setAway] = useState<Problem | null>(null);
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof Problem && error.away) setAway(error);
      }),
    [queries],
  );
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => void isReady().then((back) => back && setAway(null)), PROBE_MS);
    return () => {
      clearInterval(timer);
      void queries.invalidateQueries({ predicate: (query) => query.state.status === "error" });
    };
  }, [away, queries]);
  if (!away) return null;
  return (
    <div className="banner banner-bad" role="alert">
      {t(away.code === "unreachable" ? "states.unreachable" : "states.engine")}
    </div>
  );
}
