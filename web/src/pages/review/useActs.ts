/** What is done in a review; each act reads the review anew. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

export function useAct<T>(id: string, act: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["review", id] }),
        queries.invalidateQueries({ queryKey: ["reviews"] }),
      ]),
  });
}
