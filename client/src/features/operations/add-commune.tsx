import type { FormEvent } from 'react';
import { addToDeployment } from '@sommier/domain/operations';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Check, Dialog, Problem, TextField, useToast } from '../../platform/ui/index.ts';

/** A new commune and who will administer it. */
export const AddCommune = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { language } = useLanguage();
  const make = useChange(addToDeployment, ['listDeployment', 'getSession']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), text = (key: string) => String(form.get(key) ?? '').trim(), given = (key: string) => (text(key) === '' ? {} : { [key.replace('admin.', '')]: text(key) });
    make.mutate({ body: {
      commune: { code: text('code').toUpperCase(), name: text('name'), ...given('nameAr'), currency: text('currency').toUpperCase(), timezone: text('timezone'), srid: Number(text('srid')), languages: LANGUAGES.filter((l) => form.getAll('language').includes(l)) },
      administrator: { email: text('admin.email'), ...given('admin.name'), ...given('admin.password'), language },
    } }, { onSuccess: ({ code }) => { say(t('ops.made', { code })); onClose(); } });
  };
  return (
    <Dialog title={t('ops.add')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {make.error && <Problem error={make.error} />}
        <div className="pair">
          <TextField label={t('ops.code')} hint={t('ops.code.hint')} name="code" required pattern="[A-Za-z0-9][A-Za-z0-9_\-]{1,31}" dir="ltr" autoComplete="off" />
          <TextField label={t('ops.name')} name="name" required maxLength={120} autoComplete="off" dir="auto" />
          <TextField label={t('ops.nameAr')} name="nameAr" maxLength={120} autoComplete="off" dir="rtl" lang="ar" />
        </div>
        <div className="pair">
          <TextField label={t('ops.currency')} hint={t('ops.currency.hint')} name="currency" required pattern="[A-Za-z]{3}" defaultValue="TND" dir="ltr" autoComplete="off" />
          <TextField label={t('ops.timezone')} name="timezone" required defaultValue="Africa/Tunis" dir="ltr" autoComplete="off" />
          <TextField label={t('ops.srid')} hint={t('ops.srid.hint')} name="srid" type="number" min={1024} max={998999} defaultValue={4326} required dir="ltr" />
        </div>
        <fieldset className="row"><legend className="lab">{t('ops.languages')}</legend>{LANGUAGES.map((l) => <Check key={l} name="language" value={l} defaultChecked={l === 'fr' || l === language}><span lang={l}>{LANGUAGE_NAMES[l]}</span></Check>)}</fieldset>
        <h3>{t('ops.admin')}</h3>
        <div className="pair">
          <TextField label={t('ops.admin.email')} name="admin.email" type="email" required dir="ltr" autoComplete="off" />
          <TextField label={t('ops.admin.name')} name="admin.name" maxLength={120} autoComplete="off" dir="auto" />
          <TextField label={t('ops.admin.password')} hint={t('ops.admin.hint')} name="admin.password" type="password" minLength={12} dir="ltr" autoComplete="new-password" />
        </div>
        <div><Button kind="main" type="submit" refuse={make.isPending && t('shell.wait')}>{t('ops.add')}</Button></div>
      </form>
    </Dialog>
  );
};
