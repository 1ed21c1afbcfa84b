import { getJob, isEnded, type Job } from '@sommier/domain/jobs';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { call, type ProblemError } from '../../platform/call.ts';

/** A job as it stands, asked again each second until it has ended. */
export const useJob = (commune: string, id: string | null): UseQueryResult<Job, ProblemError> => useQuery<Job, ProblemError>({
  queryKey: [getJob.id, { params: { commune, id } }], enabled: id !== null, staleTime: 0,
  queryFn: ({ signal }) => call(getJob, { params: { commune, id: id ?? '' } }, { signal }),
  refetchInterval: (query) => (query.state.data && isEnded(query.state.data.state) ? false : 1000),
});
