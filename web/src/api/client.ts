/** The one place that speaks to the service. Every call either gives its data or throws a `Problem`. */

import createClient, { type Middleware } from "openapi-fetch";
import i18n from "../i18n";
import { problemOf, unreachable } from "./problem";
import type { components, paths } from "./schema";
import { session } from "./session";

export type Schemas = components["schemas"];

const speaking: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(headers())) request.headers.set(name, value);
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: "/", querySerializer: { array: { style: "form", explode: true } } });
api.use(speaking);

/** Key, purpose and language, as every request carries them. */
export function headers(): Record<string, string> {
  const { key, purpose } = session.get();
  return {
    "Accept-Language": i18n.language,
    ...(key ? { Authorization: `Bearer ${key}` } : {}),
    ...(purpose ? { "X-Purpose": encodeURIComponent(purpose) } : {}),
  };
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer, or its problem thrown. */
export async function got<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await reached(asked);
  if (answer.response.ok && answer.data !== undefined) return answer.data;
  throw refused(problemOf(answer.error, answer.response.status));
}

/** For what is answered without data (204): returns once it is done, or throws its problem. */
export async function done(asked: Promise<Answer<unknown>>): Promise<void> {
  const { response, error } = await reached(asked);
  if (!response.ok) throw refused(problemOf(error, response.status));
}

function reached<T>(asked: Promise<Answer<T>>): Promise<Answer<T>> {
  return asked.catch((error: unknown) => {
    throw error instanceof DOMException && error.name === "AbortError" ? error : unreachable();
  });
}

/** A file of the service, for saving, exactly as it comes. */
export async function file(address: string, init: RequestInit = {}): Promise<{ blob: Blob; name: string }> {
  const response = await fetch(address, { ...init, headers: { ...headers(), ...init.headers } }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw refused(problemOf(await response.json().catch(() => null), response.status));
  const named = /filename\*?=(?:utf-8'')?"?([^";]+)"?/i.exec(response.headers.get("content-disposition") ?? "");
  return { blob: await response.blob(), name: decodeURIComponent(named?.[1] ?? "download") };
}

/** A form with files; returns what the service answers. */
export async function send<T>(address: string, form: FormData): Promise<T> {
  const response = await fetch(address, { method: "POST", headers: headers(), body: form }).catch(() => {
    throw unreachable();
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refused(problemOf(body, response.status));
  return body as T;
}

function refused(problem: ReturnType<typeof problemOf>): Error {
  if (problem.code === "unauthenticated" && session.get().key !== null) session.setKey(null);
  return problem;
}
