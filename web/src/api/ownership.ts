/** Answers about owning and controlling, as of what is asked. */

import { useQuery } from "@tanstack/react-query";
import type { Ask } from "../ask/ask";
import { api, got, type Schemas } from "./client";

export type Branch = Schemas["Branch"];
export type Span = Schemas["Span"];
export type Direction = "up" | "down";

export const useOwnershipTree = (id: string, ask: Ask, direction: Direction, layers: number, floor: string) =>
  useQuery({
    queryKey: ["ownership-tree", id, ask, direction, layers, floor],
    queryFn: ({ signal }) =>
      got(
        api.GET("/api/v1/entities/{id}/ownership-tree", {
          params: { path: { id }, query: { ...ask, direction, layers, floor } },
          signal,
        }),
      ),
    placeholderData: (old) => (old?.party === id && old.direction === direction ? old : undefined),
  });

export const useOwnership = (id: string, ask: Ask, holder?: string) =>
  useQuery({
    queryKey: ["ownership", id, ask, holder],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/ownership", { params: { path: { id }, query: { ...ask, holder } }, signal })),
  });

export const useControllers = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["controllers", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/controllers", { params: { path: { id }, query: ask }, signal })),
  });

export const useHoldings = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["holdings", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/holdings", { params: { path: { id }, query: ask }, signal })),
  });

export const useBeneficialOwners = (id: string, ask: Ask) =>
  useQuery({
    queryKey: ["beneficial-owners", id, ask],
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/entities/{id}/beneficial-owners", { params: { path: { id }, query: ask }, signal })),
  });
