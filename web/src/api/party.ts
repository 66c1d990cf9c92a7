/** Answers about one party, as of what is asked. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Ask } from "../ask/ask";
import { api, got, type Schemas } from "./client";

export type Relationship = Schemas["Relationship"] & { readonly share?: Schemas["Share"] | null };
export type Parties = Readonly<Record<string, Schemas["Brief"]>>;
export type Exposure = Schemas["ExposureReply"];

const PAGE = 100;

export const useEntity = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["entity", id, ask],
    queryFn: ({ signal }) => got(api.GET("/api/v1/entities/{id}", { params: { path: { id }, query: ask }, signal })),
    placeholderData: (old) => (old?.entity.id === id ? old : undefined),
  });

export const useExposure = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["exposure", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/exposure", { params: { path: { id }, query: ask }, signal })),
  });

export type Chosen = { readonly kind: readonly string[]; readonly include_ended: boolean };

export const useRelationships = (id: string, ask: Ask, chosen: Chosen, limit = PAGE) =>
  useInfiniteQuery({
    queryKey: ["relationships", id, ask, chosen, limit],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(
        api.GET("/api/v1/entities/{id}/relationships", {
          params: { path: { id }, query: { ...ask, ...chosen, kind: [...chosen.kind], limit, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const useRecord = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["record", id, ask],
    queryFn: ({ signal }) => got(api.GET("/api/v1/records/{id}", { params: { path: { id }, query: ask }, signal })),
  });
