import { useT } from '../i18n/index.ts';
import type { ProblemError } from '../call.ts';
import { Button, Note } from './basics.tsx';

/** A refusal in its place: the server's message (already in the reader's language), or that no answer came, and a way to try again. */
export const Problem = ({ error, onRetry }: { error: ProblemError; onRetry?: () => void }) => {
  const t = useT();
  // One field at fault for the very reason already given says nothing more.
  const issues = error.issues.filter((i) => i.message !== error.message);
  return (
    <Note tone="bad">
      <p>{error.status === 0 ? t('shell.offline') : error.message}</p>
      {issues.length > 0 && <ul>{issues.map((i) => <li key={i.path + i.message}>{i.message}</li>)}</ul>}
      {onRetry && <Button kind="flat" onClick={onRetry}>{t('shell.retry')}</Button>}
    </Note>
  );
};
