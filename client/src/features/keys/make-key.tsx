import { useState, type FormEvent } from 'react';
import { KEY_DAYS, makeKey } from '@sommier/domain/keys';
import { listLayers } from '@sommier/domain/layers';
import { can } from '@sommier/domain/shared';
import { styleOf } from '@sommier/domain/style';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import './keys.css';
import { Button, Dialog, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';

/** The secret, once: closing the dialog forgets it. */
const Made = ({ secret, address, onClose }: { secret: string; address: string; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  return (
    <Dialog title={t('keys.add')} onClose={onClose}>
      <p><strong>{t('keys.once')}</strong></p>
      <p><bdi dir="ltr" className="secret">{secret}</bdi></p>
      <p><Button kind="main" onClick={() => { void navigator.clipboard.writeText(secret).then(() => { say(t('keys.copied')); }); }}>{t('keys.copy')}</Button></p>
      <p>{t('keys.use')}</p>
      <pre dir="ltr" tabIndex={0} className="command">{`export GDAL_HTTP_HEADERS="Authorization: Bearer ${secret}"\nogr2ogr -oo PAGE_SIZE=10000 -f GPKG layers.gpkg "OAPIF:${address}" assets`}</pre>
    </Dialog>
  );
};

/** A new key: what it is called, what it allows, which layers, how long. */
export const MakeKey = ({ address, onClose }: { address: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune, role } = useCommune();
  const { language } = useLanguage();
  const make = useChange(makeKey, ['listKeys', 'listAllKeys']);
  const layers = useEndpoint(listLayers, { params: { commune } });
  const [secret, keep] = useState<string | null>(null);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), named = form.getAll('layer').map(String);
    make.mutate({ params: { commune }, body: { name: String(form.get('name')), write: form.get('scope') === 'write', days: Number(form.get('days')) as (typeof KEY_DAYS)[number], layers: named.length === 0 ? null : named } },
      { onSuccess: (made) => { keep(made.secret); } });
  };
  if (secret !== null) return <Made secret={secret} address={address} onClose={onClose} />;
  return (
    <Dialog title={t('keys.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {make.error && <Problem error={make.error} />}
        <TextField label={t('keys.name')} hint={t('keys.name.hint')} name="name" required maxLength={80} autoComplete="off" />
        <SelectField label={t('keys.scope')} name="scope" defaultValue="read">
          <option value="read">{t('keys.read')}</option>
          {can(role, 'register.write') && <option value="write">{t('keys.write')}</option>}
        </SelectField>
        <SelectField label={t('keys.days')} name="days" defaultValue="90">{KEY_DAYS.map((days) => <option key={days} value={days}>{t('keys.days.of', { count: days })}</option>)}</SelectField>
        <fieldset><legend>{t('keys.layers')} ({t('keys.layers.all')})</legend>
          {layers.data?.layers.map((l) => <label key={l.name} className="check"><input type="checkbox" name="layer" value={l.name} /> <bdi>{styleOf(l.name, (language === 'ar' && l.titleAr) || (l.title ?? l.name)).title[language]}</bdi></label>)}
        </fieldset>
        <Button kind="main" type="submit">{t('keys.make')}</Button>
      </form>
    </Dialog>
  );
};
