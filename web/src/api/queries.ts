/** How answers are kept in this tab: shortly, and asked again when the service was away. */

import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

const FRESH_MS = 30_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof Problem && error.away && failures < 2,
      retryDelay: (attempt) => 1000 * 2 ** attempt,
    },
  },
});
