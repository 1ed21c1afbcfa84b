import { useState, type FormEvent } from 'react';
import { joinDeclare, openDeclare } from '@sommier/domain/declarations';
import { call, ProblemError } from '../../../platform/call.ts';
import { useLanguage, useT } from '../../../platform/i18n/index.ts';
import { Button, Note, TextField } from '../../../platform/ui/index.ts';

/** Sign in with one's own account, or open it with the code that the town hall gave. */
export const OwnSignIn = ({ commune, onDone }: { commune: string; onDone: () => void }) => {
  const t = useT();
  const { language } = useLanguage();
  const [joining, join] = useState(false), [busy, setBusy] = useState(false), [error, setError] = useState<string>();
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), text = (name: string): string => String(form.get(name) ?? '');
    setBusy(true);
    try {
      if (joining) await call(joinDeclare, { params: { commune }, body: { code: text('code'), email: text('email'), password: text('password'), language } }, { replay: false });
      else await call(openDeclare, { params: { commune }, body: { email: text('email'), password: text('password') } }, { replay: false });
      onDone();
    } catch (cause) {
      setError(cause instanceof ProblemError && cause.message ? cause.message : t('shell.offline'));
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>{t(joining ? 'declare.join' : 'declare.signin')}</h2>
      <p>{t(joining ? 'declare.join.why' : 'declare.signin.why')}</p>
      <form className="sign" aria-label={t(joining ? 'declare.join' : 'declare.signin')} onSubmit={(e) => void submit(e)}>
        {error && <Note tone="bad">{error}</Note>}
        {joining && <TextField label={t('declare.code')} name="code" dir="ltr" autoComplete="one-time-code" pattern="[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}" hint={t('declare.code.hint')} required />}
        <TextField label={t('signin.email')} name="email" type="email" autoComplete="username" dir="ltr" required />
        <TextField label={t('signin.password')} name="password" type="password" autoComplete={joining ? 'new-password' : 'current-password'} minLength={joining ? 12 : undefined} hint={joining ? t('declare.password.hint') : undefined} dir="ltr" required />
        <Button kind="main" large type="submit" refuse={busy && t('shell.wait')}>{t(joining ? 'declare.join' : 'declare.signin')}</Button>
      </form>
      <p><Button kind="flat" onClick={() => { join(!joining); setError(undefined); }}>{t(joining ? 'declare.signin.have' : 'declare.join.have')}</Button></p>
    </section>
  );
};
