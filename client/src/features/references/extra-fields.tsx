import { useState, type FormEvent } from 'react';
import { EXTRA_TYPES, listExtraFields, removeExtraField, saveExtraField, type ExtraField, type ExtraType } from '@sommier/domain/references';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Empty, Problem, Ref, SelectField, Table, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { emptyLabels, LabelFields, labelsOf } from './label-fields.tsx';

const FieldDialog = ({ field, next, onClose }: { field: ExtraField | null; next: number; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [labels, setLabels] = useState(field ? labelsOf(field.labels) : emptyLabels);
  const [type, setType] = useState<ExtraType>(field?.type ?? 'text');
  const [options, setOptions] = useState<readonly { code: string; labels: ReturnType<typeof labelsOf> }[]>(field?.options ?? []);
  const save = useChange(saveExtraField, ['listExtraFields', 'registerLists']);
  const remove = useChange(removeExtraField, ['listExtraFields', 'registerLists']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    save.mutate({ params: { commune, key: field?.key ?? text('key') }, body: { type, labels, unit: type === 'number' ? text('unit') || null : null, required: form.get('required') !== null, active: form.get('active') !== null, position: Number(text('position')) || 0, options: type === 'list' ? [...options] : [] } },
      { onSuccess: () => { say(t('references.saved')); onClose(); } });
  };
  const error = save.error ?? remove.error;
  const set = (i: number, patch: Partial<(typeof options)[number]>) => setOptions(options.map((o, n) => (n === i ? { ...o, ...patch } : o)));
  return (
    <Dialog title={t(field ? 'references.field.edit' : 'references.field.add')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {error && <Problem error={error} />}
        <div className="pair">
          <TextField label={t('references.field.key')} name="key" dir="ltr" defaultValue={field?.key ?? ''} required disabled={!!field} pattern="[a-z][a-z0-9_]{0,39}" hint={t('references.field.key.hint')} />
          <SelectField label={t('references.field.type')} value={type} disabled={(field?.uses ?? 0) > 0} onChange={(e) => setType(e.currentTarget.value as ExtraType)}>{EXTRA_TYPES.map((x) => <option key={x} value={x}>{t(`references.type.${x}`)}</option>)}</SelectField>
          {type === 'number' && <TextField label={t('references.field.unit')} name="unit" defaultValue={field?.unit ?? ''} maxLength={20} />}
        </div>
        <LabelFields value={labels} onChange={setLabels} />
        {type === 'list' && <fieldset className="stack"><legend className="lab">{t('references.field.options')}</legend>
          {options.map((o, i) => <div key={i} className="stack"><div className="row"><TextField label={t('references.code')} dir="ltr" value={o.code} required pattern="[a-z0-9][a-z0-9_.\-]{0,59}" onChange={(e) => set(i, { code: e.currentTarget.value })} /><Button kind="flat" icon="x" label={t('references.field.option.remove', { n: i + 1 })} onClick={() => setOptions(options.filter((_, n) => n !== i))} /></div><LabelFields value={o.labels} onChange={(next2) => set(i, { labels: next2 })} /></div>)}
          <div><Button kind="flat" icon="plus" onClick={() => setOptions([...options, { code: '', labels: emptyLabels }])}>{t('references.field.option.add')}</Button></div></fieldset>}
        <div className="row"><Check name="required" defaultChecked={field?.required ?? false}>{t('references.field.required')}</Check><Check name="active" defaultChecked={field?.active ?? true}>{t('references.active')}</Check></div>
        <TextField label={t('references.position')} name="position" type="number" min={0} max={100000} defaultValue={field?.position ?? next} />
        <div className="row"><Button kind="main" type="submit" refuse={(type === 'list' && options.length === 0 && t('references.field.options.none')) || (save.isPending && t('shell.wait'))}>{t('references.save')}</Button>
          {field && <Button kind="bad" refuse={field.uses > 0 && t('references.used', { n: field.uses })} onClick={() => remove.mutate({ params: { commune, key: field.key } }, { onSuccess: onClose })}>{t('references.remove')}</Button>}</div>
      </form>
    </Dialog>
  );
};

/** The fields a commune adds to its properties: in the form, the filter, the files. */
export const ExtraFields = () => {
  const t = useT();
  const format = useFormat();
  const { language } = useLanguage();
  const [open, setOpen] = useState<ExtraField | 'new' | null>(null);
  const { data, error, refetch } = useEndpoint(listExtraFields, { params: { commune: useCommune().code } }, { keep: true });
  const fields = data?.fields ?? [];
  return (
    <div className="stack">
      <div className="row"><p>{t('references.fields.why')}</p><Button icon="plus" onClick={() => setOpen('new')}>{t('references.field.add')}</Button></div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && fields.length === 0 && <Empty title={t('references.fields.none')} />}
      {fields.length > 0 && <div className="scroll" tabIndex={0} role="region" aria-label={t('references.part.fields')}>
        <Table<ExtraField> label={t('references.part.fields')} rows={fields} keyOf={(f) => f.key} onSelect={setOpen} columns={[
          { key: 'label', head: t('references.words'), cell: (f) => <bdi>{f.labels[language]}</bdi> }, { key: 'key', head: t('references.field.key'), cell: (f) => <Ref>{f.key}</Ref> },
          { key: 'type', head: t('references.field.type'), cell: (f) => <>{t(`references.type.${f.type}`)}{f.unit && <> · <Ref>{f.unit}</Ref></>}</> }, { key: 'required', head: t('references.field.required'), cell: (f) => (f.required ? t('assets.yes') : t('assets.no')) },
          { key: 'uses', head: t('references.uses'), num: true, cell: (f) => format.whole(f.uses) }, { key: 'state', head: t('references.state'), cell: (f) => <Tag tone={f.active ? 'ok' : 'mute'}>{t(f.active ? 'references.state.active' : 'references.state.retired')}</Tag> },
        ]} />
      </div>}
      {open && <FieldDialog key={open === 'new' ? 'new' : open.key} field={open === 'new' ? null : open} next={(fields.at(-1)?.position ?? 0) + 10} onClose={() => setOpen(null)} />}
    </div>
  );
};
