import { createContext, useContext, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { can, type Permission } from '@sommier/domain/shared';
import { getSession, signIn, type MyCommune, type Session } from '@sommier/domain/people';
import { call, ProblemError, setSurroundings } from './call.ts';
import { useT } from './i18n/index.ts';
import { queryClient } from './query.ts';
import { Button, Dialog, Note, TextField } from './ui/index.ts';

export const SESSION_KEY = [getSession.id, {}] as const;
const SessionContext = createContext<Session | null>(null);
const CommuneContext = createContext<MyCommune | null>(null);

/** Asks for the password where the reader stands; what is on the screen, and the request that met the lapse, are kept. */
const SignInAgain = ({ session, onDone, onLeave }: { session: Session; onDone: () => void; onLeave: () => void }) => {
  const t = useT();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    setBusy(true);
    const password = String(new FormData(e.currentTarget).get('password') ?? '');
    try {
      queryClient.setQueryData(SESSION_KEY, await call(signIn, { body: { email: session.person.email, password } }, { replay: false }));
      onDone();
    } catch (cause) {
      setError(cause instanceof ProblemError && cause.message ? cause.message : t('shell.offline'));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('session.lapsed')} onClose={onLeave}>
      <form className="stack" onSubmit={(e) => void submit(e)}>
        {error && <Note tone="bad">{error}</Note>}
        <input type="hidden" autoComplete="username" value={session.person.email} readOnly />
        <TextField label={t('session.password', { name: session.person.name })} name="password" type="password" autoComplete="current-password" dir="ltr" required autoFocus />
        <Button kind="main" type="submit" refuse={busy && t('shell.wait')}>{t('session.resume')}</Button>
      </form>
    </Dialog>
  );
};

/** Gives the session to the screens below, and meets its lapse in place. */
export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => {
  const [asking, ask] = useState(false);
  const waiting = useRef<{ go: () => void; stop: (error: ProblemError) => void }[]>([]);
  useEffect(() => {
    setSurroundings({ signInAgain: () => new Promise<void>((go, stop) => { waiting.current.push({ go, stop }); ask(true); }) });
    return () => setSurroundings({ signInAgain: () => Promise.reject(new ProblemError(401, 'unauthenticated', '')) });
  }, []);
  const settle = (how: (w: { go: () => void; stop: (error: ProblemError) => void }) => void) => {
    ask(false);
    waiting.current.splice(0).forEach(how);
  };
  const t = useT();
  return (
    <SessionContext value={session}>
      {children}
      {asking && <SignInAgain session={session} onDone={() => settle((w) => w.go())} onLeave={() => settle((w) => w.stop(new ProblemError(401, 'unauthenticated', t('session.ended'))))} />}
    </SessionContext>
  );
};

export const CommuneProvider = ({ commune, children }: { commune: MyCommune; children: ReactNode }) => <CommuneContext value={commune}>{children}</CommuneContext>;

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no SessionProvider above');
  return session;
};
/** The commune of the address, with the reader's role in it. */
export const useCommune = (): MyCommune => {
  const commune = useContext(CommuneContext);
  if (!commune) throw new Error('no CommuneProvider above');
  return commune;
};
/** The same predicate as the route's: a button asks it before it shows itself. */
export const useCan = (): ((permission: Permission) => boolean) => {
  const { role } = useCommune();
  return useMemo(() => (permission: Permission) => can(role, permission), [role]);
};
