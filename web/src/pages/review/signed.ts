import { file } from "../../api/client";

/** Posts, and gives the signed bytes exactly as they come: they are what is signed. */
export async function signed(address: string, body?: unknown): Promise<Blob> {
  const sent = body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  return (await file(address, { method: "POST", ...sent })).blob;
}
