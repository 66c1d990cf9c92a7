/** Graphs that were kept: ids and places, no facts. */

import { useQuery } from "@tanstack/react-query";
import { api, got } from "./client";

export const useViews = (limit = 100) =>
  useQuery({
    queryKey: ["views", limit],
    queryFn: ({ signal }) => got(api.GET("/api/v1/views", { params: { query: { limit } }, signal })),
    staleTime: 0,
  });
