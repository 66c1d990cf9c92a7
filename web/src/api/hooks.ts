/** Answers that many pages need. */

import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, got } from "./client";
import { session } from "./session";

export const useSession = () => useSyncExternalStore(session.subscribe, session.get);

export const useStatus = () =>
  useQuery({ queryKey: ["status"], queryFn: ({ signal }) => got(api.GET("/api/v1/status", { signal })) });

export const useWhoami = () =>
  useQuery({ queryKey: ["whoami"], queryFn: ({ signal }) => got(api.GET("/api/v1/whoami", { signal })) });

/** Kinds with their captions: they change with the program only. */
export const useSchema = () =>
  useQuery({
    queryKey: ["schema"],
    queryFn: ({ signal }) => got(api.GET("/api/v1/schema", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
