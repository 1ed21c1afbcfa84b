import type { FormEvent } from 'react';
import { setInhabitants, type Diagnosis } from '@sommier/domain/diagnosis';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField } from '../../platform/ui/index.ts';

/** How many live in each zone, with the source that says so and its day. A zone left empty is not known, which is not nobody. */
export const InhabitantsDialog = ({ diagnosis: d, onClose }: { diagnosis: Diagnosis; onClose: () => void }) => {
  const t = useT();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const save = useChange(setInhabitants, ['diagnosis.read']);
  const known = d.zones.find((z) => z.source !== null);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    const rows = d.zones.map((z) => ({ zone: z.id, inhabitants: text(`zone-${z.id}`) === '' ? null : Number(text(`zone-${z.id}`)) }));
    save.mutate({ params: { commune, id: d.set.id }, body: { source: text('source'), asOf: text('asOf'), rows } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('diagnosis.people.edit')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{t('diagnosis.people.why')}</p>
        {save.error && <Problem error={save.error} />}
        <div className="pair"><TextField label={t('layers.col.source')} name="source" required maxLength={300} defaultValue={known?.source ?? ''} /><TextField label={t('layers.col.date')} name="asOf" type="date" required defaultValue={known?.asOf ?? ''} /></div>
        {d.zones.map((z) => <TextField key={z.id} label={language === 'ar' ? z.labelAr ?? z.label : z.label} name={`zone-${z.id}`} type="number" min={0} max={100000000} step={1} defaultValue={z.inhabitants ?? ''} />)}
        <div className="row"><Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('layers.save')}</Button></div>
      </form>
    </Dialog>
  );
};
