import { headers } from "../../api/client";
import { Problem, problemOf } from "../../api/problem";

/** Posts, and gives the signed bytes exactly as they come: they are what is signed. */
export async function signed(address: string, body?: unknown): Promise<Blob> {
  const response = await fetch(address, {
    method: "POST",
    headers: { ...headers(), ...(body ? { "Content-Type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Problem(problemOf(await response.json().catch(() => null), response.status).document);
  return response.blob();
}
