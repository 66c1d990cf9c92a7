/** Whether the service and its graph answer just now. */
export async function isReady(): Promise<boolean> {
  const answer = await fetch("/readyz").catch(() => null);
  await answer?.text(); // an answer that nobody reads stays open
  return answer?.ok ?? false;
}
