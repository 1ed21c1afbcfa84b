import { useState, type ReactNode } from 'react';
import type { EndpointSpec, Sent } from '@sommier/domain/shared';
import { urlOf, type ProblemError } from './call.ts';
import { download } from './download.ts';
import { Problem } from './ui/index.ts';

/** A file behind a link that may first ask who she is: a plain link would carry the refusal away instead of the file. */
export const FileLink = <E extends EndpointSpec>({ e, sent, className = 'btn', children }: { e: E; sent: Sent<E>; className?: string; children: ReactNode }) => {
  const [error, setError] = useState<ProblemError | null>(null);
  const take = () => { setError(null); download(e, sent).catch((cause: unknown) => setError(cause as ProblemError)); };
  return (
    <>
      <a className={className} href={urlOf(e, sent)} download onClick={(click) => { click.preventDefault(); take(); }}>{children}</a>
      {error && <Problem error={error} />}
    </>
  );
};
