import type { FormEvent } from 'react';
import { changeCommune, getCommune, type Commune } from '@sommier/domain/communes';
import { LANGUAGE_NAMES, LANGUAGES, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune, useSession } from '../../platform/session.tsx';
import { Button, Check, Ledger, Problem, TextField, useToast } from '../../platform/ui/index.ts';
import { Deployment } from './deployment.tsx';

export const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const Settings = ({ commune: c }: { commune: Commune }) => {
  const t = useT();
  const say = useToast();
  const change = useChange(changeCommune, ['getCommune', 'getSession', 'listDeployment']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), text = (key: string) => String(form.get(key) ?? '').trim();
    change.mutate({ params: { commune: c.code }, body: { name: text('name'), nameAr: text('nameAr') || null, languages: LANGUAGES.filter((l) => form.getAll('language').includes(l)), timezone: text('timezone') } }, { onSuccess: () => say(t('ops.saved')) });
  };
  return (
    <form className="stack narrow" onSubmit={submit}>
      {change.error && <Problem error={change.error} />}
      <TextField label={t('ops.name')} name="name" defaultValue={c.name} required maxLength={120} autoComplete="off" dir="auto" />
      <TextField label={t('ops.nameAr')} name="nameAr" defaultValue={c.nameAr ?? ''} maxLength={120} autoComplete="off" dir="rtl" lang="ar" />
      <fieldset className="row"><legend className="lab">{t('ops.languages')}</legend>{LANGUAGES.map((l) => <Check key={l} name="language" value={l} defaultChecked={c.languages.includes(l)}><span lang={l}>{LANGUAGE_NAMES[l]}</span></Check>)}</fieldset>
      <TextField label={t('ops.timezone')} name="timezone" list="zones" defaultValue={c.timezone} required autoComplete="off" dir="ltr" />
      <datalist id="zones">{ZONES.map((z) => <option key={z} value={z} />)}</datalist>
      <Ledger lines={[[t('ops.code'), <bdi key="c" dir="ltr">{c.code}</bdi>], [t('ops.currency'), <bdi key="m" dir="ltr">{c.currency}</bdi>], [t('ops.srid'), <bdi key="s" dir="ltr">{`EPSG:${String(c.srid)}`}</bdi>]]} />
      <p className="small">{t('ops.fixed')}</p>
      <div><Button kind="main" type="submit" refuse={change.isPending && t('shell.wait')}>{t('ops.save')}</Button></div>
    </form>
  );
};

/** The commune's names, languages and zone; under them, for who runs the deployment, all its communes. */
export const CommunePage = () => {
  const t = useT();
  const { code } = useCommune();
  const { operator } = useSession();
  const commune = useEndpoint(getCommune, { params: { commune: code } });
  return (
    <main id="main" className="page">
      <h1>{t('ops.settings')}</h1>
      {commune.error && <Problem error={commune.error} onRetry={() => void commune.refetch()} />}
      {commune.data && <Settings commune={commune.data} />}
      {operator && <Deployment />}
    </main>
  );
};
