import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemView } from "./states";

type Paged = Pick<
  UseInfiniteQueryResult,
  "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "error" | "fetchNextPage"
>;

/** Reads the next page where there is one; a page that cannot be read is said, what was read stays. */
export function More({ of, words, className = "button" }: { of: Paged; words?: string; className?: string }) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={of.isFetchingNextPage}
        onClick={() => void of.fetchNextPage()}
      >
        {words ?? t("common.more")}
      </button>
      {of.isFetchNextPageError && <ProblemView error={of.error} />}
    </>
  );
}
