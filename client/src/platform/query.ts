import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { EndpointSpec, Reply, Sent } from '@sommier/domain/shared';
import { call, ProblemError, type CallOptions } from './call.ts';

// A refusal is not asked again; a silence is, twice.
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: (n, error) => n < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 502) } },
});

export interface ReadOptions { enabled?: boolean; keep?: boolean; every?: number | false; replay?: boolean }

/** Reads an endpoint. The key is the endpoint's id and what was sent; `keep` shows the former answer until the next one comes. */
export const useEndpoint = <E extends EndpointSpec>(e: E, sent: Sent<E>, options: ReadOptions = {}): UseQueryResult<Reply<E>, ProblemError> =>
  useQuery<Reply<E>, ProblemError>({
    queryKey: [e.id, sent], enabled: options.enabled ?? true, refetchInterval: options.every ?? false,
    ...(options.keep ? { placeholderData: (before: Reply<E> | undefined) => before as never } : {}),
    queryFn: ({ signal }) => call(e, sent, { signal, ...(options.replay === false ? { replay: false } : {}) }),
  });

type Change<E extends EndpointSpec> = Sent<E> & { options?: CallOptions };

/** Writes through an endpoint, then reads again every endpoint whose id begins with one of `touches`. */
export const useChange = <E extends EndpointSpec>(e: E, touches: readonly string[] = []): UseMutationResult<Reply<E>, ProblemError, Change<E>> =>
  useMutation<Reply<E>, ProblemError, Change<E>>({
    mutationFn: ({ options, ...sent }) => call(e, sent as unknown as Sent<E>, options ?? {}),
    onSuccess: () => queryClient.invalidateQueries({ predicate: (q) => touches.some((t) => String(q.queryKey[0]).startsWith(t)) }),
  });
