import { useState, type FormEvent } from 'react';
import { setUp } from '@sommier/domain/people';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Note, Problem, TextField } from '../../platform/ui/index.ts';

/** The token stands after `#`, so that it reaches neither the server's log nor a proxy's. */
const tokenOf = (): string => location.hash.replace(/^#(token=)?/, '');

/** First start on a server's database: the first administrator and her commune. */
export const SetupPage = () => {
  const t = useT();
  const { language } = useLanguage();
  const [token] = useState(tokenOf);
  const set = useChange(setUp, ['getSession']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    const nameAr = text('nameAr');
    set.mutate({
      body: {
        token, email: text('email'), name: text('name'), password: String(form.get('password') ?? ''), language,
        commune: { code: text('code').toUpperCase(), name: text('commune'), currency: text('currency').toUpperCase(), ...(nameAr ? { nameAr } : {}) },
      },
    }, { onSuccess: () => location.assign('/') });
  };
  return (
    <main id="main" className="page">
      <h1>{t('setup.title')}</h1>
      {token.length < 20 ? <Note tone="bad">{t('setup.none')}</Note> : (
        <form className="narrow" onSubmit={submit}>
          <p>{t('setup.why')}</p>
          {set.error && <Problem error={set.error} />}
          <h2>{t('setup.person')}</h2>
          <TextField label={t('users.name')} name="name" required maxLength={120} autoComplete="name" />
          <TextField label={t('users.email')} name="email" type="email" required dir="ltr" autoComplete="username" />
          <TextField label={t('setup.password')} hint={t('users.password.hint')} name="password" type="password" required minLength={12} dir="ltr" autoComplete="new-password" />
          <h2>{t('setup.commune')}</h2>
          <TextField label={t('setup.code')} hint={t('setup.code.hint')} name="code" required pattern="[A-Za-z0-9][A-Za-z0-9_\-]{1,31}" dir="ltr" />
          <TextField label={t('setup.name')} name="commune" required maxLength={120} />
          <TextField label={t('setup.name_ar')} name="nameAr" maxLength={120} dir="rtl" lang="ar" />
          <TextField label={t('setup.currency')} name="currency" required pattern="[A-Za-z]{3}" defaultValue="TND" dir="ltr" />
          <div><Button kind="main" large type="submit">{t('setup.go')}</Button></div>
        </form>
      )}
    </main>
  );
};
