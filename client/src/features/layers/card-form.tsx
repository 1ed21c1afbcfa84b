import type { FormEvent } from 'react';
import { describeLayer, type LayerEntry } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, TextField, useToast } from '../../platform/ui/index.ts';

/** The header a write of the catalogue names its version by. */
export const ifMatch = (layer: LayerEntry) => ({ headers: { 'if-match': `"v${String(layer.cardVersion)}"` } });
export const TOUCHED = ['listLayers', 'readLegend', 'openWorkspace'];

/** What the catalogue says of a layer. */
export const CardForm = ({ layer: l }: { layer: LayerEntry }) => {
  const t = useT();
  const say = useToast();
  const may = useCan()('layers.write');
  const { code: commune } = useCommune();
  const save = useChange(describeLayer, TOUCHED);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim() || null;
    save.mutate({ params: { commune, name: l.name }, options: ifMatch(l), body: {
      title: text('title'), titleAr: text('titleAr'), group: text('group'), position: Number(text('position') ?? 0), description: text('description'), source: text('source'), sourceDate: text('sourceDate'), licence: text('licence'), crs: text('crs') === null ? null : Number(text('crs')),
    } }, { onSuccess: () => say(t('layers.saved')) });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {save.error && <Problem error={save.error} />}
      {l.kind !== 'built-in' && <div className="pair"><TextField label={t('layers.field.title')} name="title" defaultValue={l.title ?? ''} required maxLength={200} /><TextField label={t('layers.field.titleAr')} name="titleAr" dir="rtl" lang="ar" defaultValue={l.titleAr ?? ''} maxLength={200} /></div>}
      <div className="pair"><TextField label={t('layers.col.group')} name="group" defaultValue={l.group ?? ''} maxLength={120} /><TextField label={t('layers.field.position')} name="position" type="number" min={0} max={9999} defaultValue={l.position} /></div>
      <TextField label={t('layers.field.description')} name="description" defaultValue={l.description ?? ''} maxLength={2000} />
      <div className="pair"><TextField label={t('layers.col.source')} name="source" defaultValue={l.source ?? ''} maxLength={300} /><TextField label={t('layers.col.date')} name="sourceDate" type="date" defaultValue={l.sourceDate ?? ''} /></div>
      <div className="pair"><TextField label={t('layers.col.licence')} name="licence" defaultValue={l.licence ?? ''} maxLength={200} /><TextField label={t('layers.field.crs')} name="crs" type="number" min={1024} max={999999} defaultValue={l.crs ?? ''} hint={t('layers.field.crs.hint')} /></div>
      <div className="row"><Button kind="main" type="submit" refuse={(!may && t('layers.readonly')) || (save.isPending && t('shell.wait'))}>{t('layers.save')}</Button></div>
    </form>
  );
};
