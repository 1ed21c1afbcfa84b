import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { can, type Permission } from '@sommier/domain/shared';
import { getSession, signIn, type MyCommune, type Session } from '@sommier/domain/people';
import { call, ProblemError, setSurroundings } from './call.ts';
import { useT, withWords } from './i18n/index.ts';
import { queryClient } from './query.ts';
import { Button, Dialog, Note, TextField } from './ui/index.ts';

export const SESSION_KEY = [getSession.id, {}] as const;
const ProveDialog = lazy(withWords('trust', () => import('./prove.tsx')));
const SessionContext = createContext<Session | null>(null);
const CommuneContext = createContext<MyCommune | null>(null);

/** The password was right, and the account has a second factor. */
export const wantsCode = (cause: unknown): boolean => cause instanceof ProblemError && cause.detail['wants'] === 'code';

/** The password was right, and somebody else gave it: she chooses her own. */
export const wantsPassword = (cause: unknown): boolean => cause instanceof ProblemError && cause.detail['wants'] === 'password';

/** In the place of a password that somebody else gave. */
export const OwnPassword = () => {
  const t = useT();
  return <TextField label={t('signin.next')} hint={t('signin.next.hint')} name="next" type="password" minLength={12} maxLength={256} autoComplete="new-password" dir="ltr" autoFocus required />;
};

/** Asks for the password where the reader stands; what is on the screen, and the request that met the lapse, are kept. */
const SignInAgain = ({ session, onDone, onLeave }: { session: Session; onDone: () => void; onLeave: () => void }) => {
  const t = useT();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [coded, setCoded] = useState(session.secondFactor);
  const [given, setGiven] = useState(false);
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    setBusy(true);
    const form = new FormData(e.currentTarget), code = String(form.get('code') ?? ''), own = String(form.get('next') ?? '');
    try {
      queryClient.setQueryData(SESSION_KEY, await call(signIn, { body: { email: session.person.email, password: String(form.get('password') ?? ''), ...(code ? { code } : {}), ...(own ? { next: own } : {}) } }, { replay: false }));
      onDone();
    } catch (cause) {
      if (wantsCode(cause)) setCoded(true);
      if (wantsPassword(cause)) setGiven(true);
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
        {given && <OwnPassword />}
        {coded && <TextField label={t('signin.code')} hint={t('signin.code.hint')} name="code" autoComplete="one-time-code" dir="ltr" required />}
        <Button kind="main" type="submit" refuse={busy && t('shell.wait')}>{t('session.resume')}</Button>
      </form>
    </Dialog>
  );
};

interface Waiting { go: () => void; stop: (error: ProblemError) => void }

/** Gives the session to the screens below; meets its lapse, and what asks to prove who one is, in place. */
export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => {
  const [asking, ask] = useState(false);
  const [proving, prove] = useState<ProblemError | null>(null);
  const waiting = useRef<Waiting[]>([]), unproved = useRef<Waiting[]>([]);
  useEffect(() => {
    const wait = (list: Waiting[], show: () => void): Promise<void> => new Promise<void>((go, stop) => { list.push({ go, stop }); show(); });
    setSurroundings({ signInAgain: () => wait(waiting.current, () => ask(true)), proveAgain: (refusal) => wait(unproved.current, () => prove(refusal)) });
    return () => setSurroundings({ signInAgain: () => Promise.reject(new ProblemError(401, 'unauthenticated', '')), proveAgain: (refusal) => Promise.reject(refusal) });
  }, []);
  const settle = (how: (w: Waiting) => void) => {
    ask(false);
    waiting.current.splice(0).forEach(how);
  };
  const settleProof = (how: (w: Waiting) => void) => {
    prove(null);
    unproved.current.splice(0).forEach(how);
  };
  const t = useT();
  return (
    <SessionContext value={session}>
      {children}
      {asking && <SignInAgain session={session} onDone={() => settle((w) => w.go())} onLeave={() => settle((w) => w.stop(new ProblemError(401, 'unauthenticated', t('session.ended'))))} />}
      {proving && <Suspense><ProveDialog session={session} minutes={Number(proving.detail['minutes'])} onDone={() => settleProof((w) => w.go())} onLeave={() => settleProof((w) => w.stop(proving))} /></Suspense>}
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
