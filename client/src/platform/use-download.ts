import { useState } from 'react';
import type { EndpointSpec, Sent } from '@sommier/domain/shared';
import { ProblemError } from './call.ts';
import { download } from './download.ts';

/** Fetches a file for the reader: what stands in the way is kept to be shown, and whether it is still on its way. */
export const useDownload = (): { fetch: <E extends EndpointSpec>(e: E, sent: Sent<E>) => void; error: ProblemError | null; busy: boolean } => {
  const [error, setError] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    error, busy,
    fetch: (e, sent) => {
      setBusy(true);
      setError(null);
      void download(e, sent).catch((cause: unknown) => { if (!(cause instanceof ProblemError)) throw cause; setError(cause); }).finally(() => { setBusy(false); });
    },
  };
};
