import { useState, type FormEvent } from 'react';
import { openProvider, signInWays, stepUp, type Session } from '@sommier/domain/people';
import { call, ProblemError } from './call.ts';
import { useT } from './i18n/index.ts';
import { useEndpoint } from './query.ts';
import { Button, Dialog, Note, TextField } from './ui/index.ts';

/** Asks who she is where the reader stands; the request that asked for it is then sent again, and nothing on the screen is lost. */
const ProveDialog = ({ session, minutes, onDone, onLeave }: { session: Session; minutes: number; onDone: () => void; onLeave: () => void }) => {
  const t = useT();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [byCode, setByCode] = useState(session.secondFactor);
  const ways = useEndpoint(signInWays, {});
  const told = (cause: unknown) => { setError(cause instanceof ProblemError && cause.message ? cause.message : t('shell.offline')); setBusy(false); };
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    setBusy(true);
    const proof = String(new FormData(e.currentTarget).get('proof') ?? '');
    try { await call(stepUp, { body: byCode ? { code: proof } : { password: proof } }, { replay: false }); onDone(); } catch (cause) { told(cause); }
  };
  const elsewhere = () => {
    call(openProvider, { body: { next: location.pathname + location.search, again: true } }, { replay: false }).then(({ url }) => location.assign(url), told);
  };
  return (
    <Dialog title={t('prove.title')} onClose={onLeave}>
      <form className="stack" onSubmit={(e) => void submit(e)}>
        <p>{t('prove.why', { minutes })}</p>
        {error && <Note tone="bad">{error}</Note>}
        <input type="hidden" autoComplete="username" value={session.person.email} readOnly />
        {byCode
          ? <TextField key="code" label={t('prove.code')} hint={t('signin.code.hint')} name="proof" autoComplete="one-time-code" dir="ltr" required autoFocus />
          : <TextField key="password" label={t('prove.password', { name: session.person.name })} name="proof" type="password" autoComplete="current-password" dir="ltr" required autoFocus />}
        <div className="row">
          <Button kind="main" type="submit" refuse={busy && t('shell.wait')}>{t('prove.go')}</Button>
          {session.secondFactor && <Button kind="flat" onClick={() => setByCode(!byCode)}>{t(byCode ? 'prove.with.password' : 'prove.with.code')}</Button>}
        </div>
        {ways.data?.provider && <><Button onClick={elsewhere}>{t('prove.provider', { name: ways.data.provider })}</Button><p className="small">{t('prove.provider.why')}</p></>}
      </form>
    </Dialog>
  );
};
export default ProveDialog;
