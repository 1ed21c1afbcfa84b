import { lazy, Suspense, useState, type FormEvent } from 'react';
import { addFeature, changeFeature, getLayerFeature, removeFeature, type FormField, type LayerEntry, type LayerFeatureSheet } from '@sommier/domain/layers';
import { useLanguage, useT, withWords } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { TOUCHED } from './undo-edits.tsx';

const Documents = lazy(withWords('legal', async () => ({ default: (await import('../documents/index.ts')).DocumentsSection })));

const answerOf = (field: FormField, form: FormData): string | number | boolean | null => {
  const text = String(form.get(field.name) ?? '').trim();
  if (field.type === 'boolean') return form.get(field.name) !== null;
  return text === '' ? null : field.type === 'number' ? Number(text) : text;
};
/** A value of a feature in words. */
export const useSaid = () => {
  const t = useT();
  return (v: unknown): string => (v === true ? t('layers.yes') : v === false ? t('layers.no') : v === null || v === undefined || v === '' ? '–' : typeof v === 'object' ? JSON.stringify(v) : String(v));
};
/** The title of an attribute: its question's where the layer has a form. */
export const useTitles = (layer: LayerEntry) => {
  const { language } = useLanguage();
  return (name: string): string => { const field = (layer.form ?? []).find((f) => f.name === name); return (language === 'ar' && field?.titleAr) || (field?.title ?? name); };
};

const Answer = ({ field, value }: { field: FormField; value: unknown }) => {
  const { language } = useLanguage();
  const label = (language === 'ar' && field.titleAr) || field.title;
  if (field.type === 'boolean') return <Check name={field.name} defaultChecked={value === true}>{label}</Check>;
  const text = value === null || value === undefined ? '' : String(value);
  if (field.type === 'choice') return <SelectField label={label} name={field.name} defaultValue={text} required={field.required}><option value="">–</option>{field.choices.map((c) => <option key={c} value={c}>{c}</option>)}</SelectField>;
  return <TextField label={label} name={field.name} type={field.type} defaultValue={text} required={field.required} step={field.type === 'number' ? 'any' : undefined} maxLength={2000} dir="auto" />;
};

/** The form itself, over a feature as it is stored or over none. A point is written by its coordinates; another shape stays as it is. */
const FeatureForm = ({ layer, feature, onClose }: { layer: LayerEntry; feature: LayerFeatureSheet | null; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const add = useChange(addFeature, TOUCHED), change = useChange(changeFeature, TOUCHED), remove = useChange(removeFeature, TOUCHED);
  const [sure, setSure] = useState(false);
  const drawn = feature?.geometry && feature.geometry.type !== 'Point' ? feature.geometry : null;
  const done = () => { say(t('layers.saved')); onClose(); };
  const options = { headers: { 'if-match': `"v${String(feature?.version ?? 0)}"` } };
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const [lon, lat] = ['lon', 'lat'].map((key) => String(form.get(key) ?? '').trim());
    const geometry = drawn ?? (lon && lat ? { type: 'Point' as const, coordinates: [Number(lon), Number(lat)] } : null);
    const attributes = { ...feature?.attributes, ...Object.fromEntries((layer.form ?? []).map((f) => [f.name, answerOf(f, form)])) } as Record<string, string | number | boolean | null>;
    if (feature) change.mutate({ params: { commune, name: layer.name, id: feature.id }, body: { attributes, geometry }, options }, { onSuccess: done });
    else add.mutate({ params: { commune, name: layer.name }, body: { attributes, geometry } }, { onSuccess: done });
  };
  const error = add.error ?? change.error ?? remove.error;
  return (
    <form className="stack" onSubmit={submit}>
      {error && <Problem error={error} />}
      {(layer.form ?? []).map((f) => <Answer key={f.name} field={f} value={feature?.attributes[f.name]} />)}
      {!drawn && <div className="pair"><TextField label={t('layers.feature.lon')} name="lon" type="number" step="any" min={-180} max={180} dir="ltr" defaultValue={feature?.lon ?? ''} /><TextField label={t('layers.feature.lat')} name="lat" type="number" step="any" min={-90} max={90} dir="ltr" defaultValue={feature?.lat ?? ''} /></div>}
      <div className="row"><Button kind="main" type="submit" refuse={(add.isPending || change.isPending) && t('shell.wait')}>{t('layers.save')}</Button>
        {feature && !sure && <Button kind="flat" onClick={() => setSure(true)}>{t('layers.feature.remove')}</Button>}
        {feature && sure && <Button kind="bad" onClick={() => remove.mutate({ params: { commune, name: layer.name, id: feature.id }, options }, { onSuccess: () => { say(t('layers.feature.removed')); onClose(); } })}>{t('layers.feature.remove.sure')}</Button>}</div>
    </form>
  );
};

/** What a feature says, for who only reads it or where the layer has no form. */
const Answers = ({ layer, feature }: { layer: LayerEntry; feature: LayerFeatureSheet }) => {
  const said = useSaid();
  const titleOf = useTitles(layer);
  return <dl className="answers">{[...new Set([...layer.fields.map((f) => f.name), ...Object.keys(feature.attributes)])].map((name) => <div key={name}><dt><bdi>{titleOf(name)}</bdi></dt><dd><bdi>{said(feature.attributes[name])}</bdi></dd></div>)}</dl>;
};

/** The sheet of a feature: its answers, which may be changed by right, and its photos. */
export const FeatureDialog = ({ layer, id, onClose }: { layer: LayerEntry; id: string | null; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const may = useCan()('layers.write') && layer.form !== null;
  const { data, error } = useEndpoint(getLayerFeature, { params: { commune, name: layer.name, id: id ?? '1' } }, { enabled: id !== null });
  return (
    <Dialog title={t(id === null ? 'layers.feature.add' : may ? 'layers.feature.change' : 'layers.feature.sheet')} onClose={onClose} wide>
      {error && <Problem error={error} />}
      {may ? (id === null || data) && <FeatureForm key={data?.version} layer={layer} feature={data ?? null} onClose={onClose} /> : data && <Answers layer={layer} feature={data} />}
      {data && <Suspense><Documents subjectKind="feature" subjectId={data.id} title={t('layers.photos')} /></Suspense>}
    </Dialog>
  );
};
