import './signin.css';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { openProvider, signIn, signInWays } from '@sommier/domain/people';
import { call, ProblemError } from '../../platform/call.ts';
import { LANGUAGE_NAMES, LANGUAGES, needWords, useLanguage, useT } from '../../platform/i18n/index.ts';
import { queryClient, useEndpoint } from '../../platform/query.ts';
import { OwnPassword, SESSION_KEY, wantsCode, wantsPassword } from '../../platform/session.tsx';
import { BRAND, Button, Check, Mark, Note, TextField } from '../../platform/ui/index.ts';
import { Plan } from './plan.tsx';

const Languages = () => {
  const t = useT();
  const { language, setLanguage } = useLanguage();
  const navigate = useNavigate();
  return (
    <nav className="lang" aria-label={t('signin.languages')}>
      {LANGUAGES.map((l) => (
        <button key={l} type="button" lang={l} aria-current={l === language ? true : undefined}
          onClick={() => { setLanguage(l); void navigate({ to: '.', search: (s) => ({ ...s, lang: l }), replace: true }); }}>{LANGUAGE_NAMES[l]}</button>
      ))}
    </nav>
  );
};

const SignInForm = () => {
  const t = useT();
  const router = useRouter();
  const { next, problem } = useSearch({ from: '/signin' });
  const [error, setError] = useState(problem === undefined ? undefined : t(`signin.problem.${problem}`));
  const [coded, setCoded] = useState(false);
  const [given, setGiven] = useState(false);
  const ways = useEndpoint(signInWays, {}, { replay: false });
  const [busy, setBusy] = useState(false);
  const [shown, show] = useState(false);
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const code = String(form.get('code') ?? ''), own = String(form.get('next') ?? '');
    setBusy(true);
    try {
      // The texts of what stands behind the door come while the password is looked at.
      const texts = needWords('base').catch(() => undefined);
      const session = await call(signIn, { body: { email: String(form.get('email') ?? ''), password: String(form.get('password') ?? ''), ...(code ? { code } : {}), ...(own ? { next: own } : {}) } }, { replay: false });
      await texts;
      queryClient.clear();
      queryClient.setQueryData(SESSION_KEY, session);
      router.history.push(next ?? '/');
    } catch (cause) {
      if (wantsCode(cause)) setCoded(true);
      if (wantsPassword(cause)) setGiven(true);
      setError(cause instanceof ProblemError && cause.message ? cause.message : t('shell.offline'));
      setBusy(false);
    }
  };
  const elsewhere = async () => {
    try { location.assign((await call(openProvider, { body: { next: next ?? '/' } }, { replay: false })).url); } catch (cause) { setError(cause instanceof ProblemError && cause.message ? cause.message : t('shell.offline')); }
  };
  return (
    <form aria-label={t('signin.title')} onSubmit={(e) => void submit(e)}>
      {error && <Note tone="bad">{error}</Note>}
      <TextField label={t('signin.email')} name="email" type="email" autoComplete="username" dir="ltr" required />
      <TextField label={t('signin.password')} name="password" type={shown ? 'text' : 'password'} autoComplete="current-password" dir="ltr" required />
      <Check checked={shown} onChange={(e) => show(e.currentTarget.checked)}>{t('signin.show')}</Check>
      {given && <OwnPassword />}
      {coded && <TextField label={t('signin.code')} hint={t('signin.code.hint')} name="code" autoComplete="one-time-code" dir="ltr" autoFocus required />}
      <Button kind="main" large type="submit" refuse={busy && t('shell.wait')}>{t('signin.submit')}</Button>
      {ways.data?.provider && <Button large onClick={() => void elsewhere()}>{t('signin.provider', { name: ways.data.provider })}</Button>}
    </form>
  );
};

export const SignInPage = () => {
  const t = useT();
  useEffect(() => { document.title = `${t('signin.title')} · Sommier`; }, [t]);
  return (
    <div className="signin">
      <header className="cover"><a className="brand" href="/"><Mark />{BRAND}</a><p>{t('shell.tagline')}</p><Plan /><p className="foot">{t('signin.foot')}</p></header>
      <main id="main"><h1>{t('signin.title')}</h1><SignInForm /><p className="small">{t('signin.forgot')}</p><Languages /><p className="small"><Link to="/frugality">{t('signin.frugality')}</Link> · <Link to="/accessibility">{t('signin.access')}</Link></p></main>
    </div>
  );
};
