import { useState, type FormEvent } from 'react';
import { closeSessions, GIVEN_PASSWORD_DAYS, givePassword, type User } from '@sommier/domain/people';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Dialog, Note, Problem, TextField, useToast } from '../../platform/ui/index.ts';

/** Without what is read for something else: 0 and O, 1 and l and I. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Sixteen signs by chance in fours (79 bits), to be dictated or written on paper. */
const proposed = (): string => [0, 1, 2, 3].map(() => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => SIGNS[n % SIGNS.length] ?? '').join('')).join('-');

/** The password that is given to somebody: hers alone to change, so it is shown as it is typed. */
export const GivenPasswordField = ({ required = false, hint }: { required?: boolean; hint: string }) => {
  const t = useT();
  const [value, set] = useState('');
  return (
    <div className="row">
      <TextField label={t('users.password')} hint={hint} name="password" required={required} minLength={12} maxLength={256} dir="ltr" autoComplete="off" spellCheck={false} value={value} onChange={(e) => { set(e.currentTarget.value); }} />
      <Button kind="flat" onClick={() => { set(proposed()); }}>{t('users.password.propose')}</Button>
    </div>
  );
};

/** For somebody who forgot her password, or whose device is lost. */
export const GivePassword = ({ commune, user, onClose }: { commune: string; user: User; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const give = useChange(givePassword, ['listUsers']);
  const close = useChange(closeSessions, ['listUsers']);
  const params = { commune, id: user.id };
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    give.mutate({ params, body: { password: String(new FormData(e.currentTarget).get('password') ?? '') } }, { onSuccess: () => { say(t('users.password.given', { name: user.name })); onClose(); } });
  };
  return (
    <Dialog title={t('users.password.of', { name: user.name })} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {give.error && <Problem error={give.error} />}
        <Note>{t('users.password.why', { days: GIVEN_PASSWORD_DAYS })}</Note>
        <GivenPasswordField required hint={t('signin.next.hint')} />
        <div><Button kind="main" type="submit">{t('users.password.give')}</Button></div>
      </form>
      <div className="stack">
        <h3>{t('users.sessions', { count: user.openSessions })}</h3>
        {close.error && <Problem error={close.error} />}
        {user.openSessions > 0 && <div><Button onClick={() => { close.mutate({ params }, { onSuccess: () => { say(t('users.sessions.closed', { name: user.name })); onClose(); } }); }}>{t('users.sessions.close')}</Button></div>}
      </div>
    </Dialog>
  );
};
