import { useState } from 'react';
import { publishableOf, shareLayer, type LayerEntry } from '@sommier/domain/layers';
import { ROLES, type Role } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Note, Problem, useToast } from '../../platform/ui/index.ts';
import { ifMatch, TOUCHED } from './card-form.tsx';

const toggled = <T,>(list: readonly T[], one: T, on: boolean): T[] => (on ? [...list, one] : list.filter((x) => x !== one));
/** Who reads the layer inside, and what everybody reads of it on the open page. */
export const AccessForm = ({ layer: l }: { layer: LayerEntry }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [readers, setReaders] = useState<readonly Role[] | null>(l.readers);
  const [isPublic, setPublic] = useState(l.isPublic);
  const [fields, setFields] = useState<readonly string[]>(l.publicFields);
  const save = useChange(shareLayer, TOUCHED);
  const open = publishableOf(l);
  const submit = () => save.mutate({ params: { commune, name: l.name }, options: ifMatch(l), body: { readers: readers && [...readers], isPublic, publicFields: isPublic ? fields.filter((f) => open.includes(f)) : [] } }, { onSuccess: () => say(t('layers.saved')) });
  return (
    <div className="stack">
      {save.error && <Problem error={save.error} />}
      {l.kind === 'built-in' ? <Note>{t('layers.house.rights')}</Note> : <>
        <Check checked={readers === null} onChange={(e) => setReaders(e.currentTarget.checked ? null : ['manager', 'admin'])}>{t('layers.readers.all')}</Check>
        {readers && <fieldset className="roles"><legend className="lab">{t('layers.readers')}</legend>{ROLES.map((r) => <Check key={r} checked={readers.includes(r)} disabled={r === 'admin'} onChange={(e) => setReaders(toggled(readers, r, e.currentTarget.checked))}>{t(`role.${r}`)}</Check>)}</fieldset>}
      </>}
      <Check checked={isPublic} onChange={(e) => setPublic(e.currentTarget.checked)}>{t('layers.public.on')}</Check>
      {isPublic && l.kind === 'raster' && <Note>{t('layers.public.picture')}</Note>}
      {isPublic && l.kind !== 'raster' && <fieldset className="roles"><legend className="lab">{t('layers.public.fields')}</legend>{open.length === 0 && <Note>{t(l.name === 'listings' ? 'layers.public.counted' : 'layers.public.shape')}</Note>}
        {open.map((f) => <Check key={f} checked={fields.includes(f)} onChange={(e) => setFields(toggled(fields, f, e.currentTarget.checked))}><bdi>{(l.form ?? []).find((q) => q.name === f)?.title ?? f}</bdi></Check>)}</fieldset>}
      <div className="row"><Button kind="main" onClick={submit} refuse={save.isPending && t('shell.wait')}>{t('layers.save')}</Button></div>
    </div>
  );
};
