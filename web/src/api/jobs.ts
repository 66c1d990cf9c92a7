/** Long work: it goes on in the service while one is elsewhere, and is found again by its id. */

import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "./client";

export type Job = Schemas["JobReply"];
const POLL_MS = 700;
const LIST_POLL_MS = 3000;

export function ended(state: string): boolean {
  return state !== "queued" && state !== "running";
}

export const useJob = (job: string) =>
  useQuery({
    queryKey: ["job", job],
    queryFn: ({ signal }) => got(api.GET("/api/v1/jobs/{job}", { params: { path: { job } }, signal })),
    refetchInterval: ({ state }) => (state.data && ended(state.data.state) ? false : POLL_MS),
  });

/** Jobs, newest first; asked again as long as one of them runs. */
export const useJobs = (limit: number) =>
  useQuery({
    queryKey: ["jobs", limit],
    queryFn: ({ signal }) => got(api.GET("/api/v1/jobs", { params: { query: { limit } }, signal })),
    refetchInterval: ({ state }) => (state.data?.jobs.some((job) => !ended(job.state)) ? LIST_POLL_MS : false),
  });

/** The result, also where it is too large to come with the job. */
export const useJobResult = (job: Job | undefined) =>
  useQuery({
    queryKey: ["job-result", job?.id],
    enabled: job?.state === "done" && job.result === null && job.result_url !== null,
    queryFn: ({ signal }) =>
      got(api.GET("/api/v1/jobs/{job}/result", { params: { path: { job: job?.id ?? "" } }, signal })),
  });
