import { useState } from 'react';
import { FIELD_BY_KEY, type AssetChange } from '@sommier/domain/assets';
import { previewBulk, runBulk, type BulkEdit, type BulkResult } from '@sommier/domain/bulk';
import { undoAction } from '@sommier/domain/history';
import { isEnded } from '@sommier/domain/jobs';
import { call } from '../../platform/call.ts';
import { useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Note, Problem, Ref, SelectField, Table, useToast } from '../../platform/ui/index.ts';
import { useLists } from '../../platform/register-lists.ts';
import { chosenOf, fieldWords, type RegisterSelection } from '../assets/index.ts';
import { useValueText } from '../history/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';

/** Fields that many may share. A code, a name, a number or an area is one property's own. */
const FIELDS = ['district', 'neighbourhood', 'level', 'nature', 'status', 'domainClass', 'domainSubclass', 'legalRegime', 'titleState', 'conservation', 'tenure', 'origin', 'appropriatedOn', 'assignedService', 'useLabel', 'useCode', 'conditionClass', 'conditionOn', 'heritageProtection', 'yearBuilt', 'floors'] as const;

/** One value for many properties: chosen, previewed in figures, run as one job, taken back by one undo. */
export const BulkAction = ({ selection }: { selection: RegisterSelection }) => {
  const t = useT();
  const [open, set] = useState(false);
  const may = useCan()('register.write');
  return may ? <><Button icon="pen" onClick={() => set(true)}>{t('bulk.edit')}</Button>{open && <BulkDialog selection={selection} onClose={() => set(false)} />}</> : null;
};

const BulkDialog = ({ selection, onClose }: { selection: RegisterSelection; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const nameOf = useNameOf();
  const { label, text } = useValueText();
  const { items, labelOf } = useLists();
  const { code: commune } = useCommune();
  const [picked, pick] = useState<readonly string[]>([]);
  const [values, type] = useState<Readonly<Record<string, string>>>({});
  const [job, setJob] = useState<string | null>(null);
  const preview = useChange(previewBulk);
  const run = useChange(runBulk, ['listJobs']);
  const state = useJob(commune, job).data;
  const done = state?.state === 'done' ? state.result as BulkResult : null;
  const change = Object.fromEntries(picked.map((f) => {
    const raw = (values[f] ?? '').trim(), kind = FIELD_BY_KEY.get(f)?.type;
    return [f, raw === '' ? null : kind === 'count' || kind === 'year' ? Number(raw) : raw];
  })) as AssetChange;
  const edit: BulkEdit = { selection: chosenOf(selection), change };
  const asked = preview.data;
  const alter = (work: () => void) => { preview.reset(); run.reset(); work(); };
  /** A value as it reads here: what nobody knows is said. */
  const said = (f: string, value: unknown) => (value == null ? t('bulk.unknown') : text(f, value));
  const words = (f: string): { value: string; text: string }[] | null => {
    const field = FIELD_BY_KEY.get(f);
    if (field?.words) return field.words.map((w) => ({ value: w, text: code(fieldWords(f), w) }));
    return field?.list ? items.filter((i) => i.list === field.list && i.active).map((i) => ({ value: i.code, text: labelOf(i.list, i.code) })) : null;
  };
  const input = (f: string) => {
    const choices = words(f), kind = FIELD_BY_KEY.get(f)?.type;
    const set = (value: string) => alter(() => type({ ...values, [f]: value }));
    if (choices) return <select value={values[f] ?? ''} onChange={(e) => set(e.currentTarget.value)}><option value="">{t('bulk.unknown')}</option>{choices.map((c) => <option key={c.value} value={c.value}>{c.text}</option>)}</select>;
    return <input type={kind === 'date' ? 'date' : kind === 'count' || kind === 'year' ? 'number' : 'text'} value={values[f] ?? ''} placeholder={t('bulk.unknown')} onChange={(e) => set(e.currentTarget.value)} />;
  };
  const start = () => run.mutate({ params: { commune }, body: edit }, { onSuccess: ({ job: id }) => setJob(id) });
  const finish = () => {
    void queryClient.invalidateQueries();
    selection.clear();
    const back = done?.action ?? null;
    say(t('bulk.done', { n: done?.changed ?? 0 }), ...(back === null ? [] : [{ label: t('shell.cancel'), run: () => void call(undoAction, { params: { commune, id: back } }).then((r) => { say(r.refused > 0 ? t('history.undo.partly', { done: r.restored, refused: r.refused, codes: r.refusals.map((x) => x.code).slice(0, 5).join(', ') }) : t('bulk.undone', { n: r.restored })); return queryClient.invalidateQueries(); }) }]));
    onClose();
  };
  const figures = done ?? asked;
  return (
    <Dialog wide className="bulk" title={t('bulk.title', { n: selection.count })} onClose={done ? finish : onClose}
      foot={done ? <Button kind="main" onClick={finish}>{t('shell.close')}</Button> : asked ? <><Button onClick={() => preview.reset()}>{t('bulk.back')}</Button><Button kind="main" onClick={start} refuse={run.isPending || job !== null ? t('shell.wait') : asked.changed + asked.proposed === 0 && t('bulk.nothing')}>{t('bulk.run', { n: asked.changed })}</Button></>
        : <Button kind="main" onClick={() => preview.mutate({ params: { commune }, body: edit })} refuse={preview.isPending ? t('shell.wait') : picked.length === 0 && t('bulk.choose')}>{t('bulk.preview')}</Button>}>
      {preview.error && <Problem error={preview.error} />}{run.error && <Problem error={run.error} />}
      {state && !isEnded(state.state) && <JobLine commune={commune} job={state} label={t('bulk.running')} />}
      {state && isEnded(state.state) && !done && <Note tone="bad">{state.error?.message ?? t('bulk.failed')}</Note>}
      {!asked && !done && <div className="stack">
        {picked.map((f) => <div key={f} className="setrow"><Field label={label(f)}>{input(f)}</Field><Button kind="flat" icon="x" label={t('bulk.remove', { field: label(f) })} onClick={() => alter(() => pick(picked.filter((x) => x !== f)))} /></div>)}
        <SelectField label={t('bulk.field')} value="" onChange={(e) => { const f = e.currentTarget.value; if (f) alter(() => pick([...picked, f])); }}><option value="">{t('bulk.field.choose')}</option>{FIELDS.filter((f) => !picked.includes(f)).map((f) => <option key={f} value={f}>{label(f)}</option>)}</SelectField>
        <p className="hint">{t('bulk.hint')}</p>
      </div>}
      {figures && <dl className="trio figures">{(['rows', 'changed', 'unchanged', 'proposed', 'refused'] as const).flatMap((k) => [<dt key={`${k}t`}>{t(!done && (k === 'changed' || k === 'proposed') ? `bulk.${k}.will` : `bulk.${k}`)}</dt>, <dd key={k}>{figures[k]}</dd>])}</dl>}
      {asked && !done && <>
        <ul>{picked.map((f) => <li key={f}>{label(f)} · <b><bdi>{said(f, change[f as keyof AssetChange])}</bdi></b> <span className="small">{t('bulk.now')} {asked.values.filter((v) => v.field === f).slice(0, 5).map((v) => `${said(f, v.value)} (${v.count})`).join(' · ')}</span></li>)}</ul>
        {asked.examples.length > 0 && <Table label={t('bulk.examples')} rows={asked.examples.slice(0, 8)} keyOf={(r) => r.id} columns={[{ key: 'code', head: t('map.col.code'), cell: (r) => <Ref>{r.code}</Ref> }, { key: 'name', head: t('map.col.name'), cell: (r) => <bdi>{nameOf(r)}</bdi> },
          ...picked.slice(0, 3).map((f) => ({ key: f, head: label(f), cell: (r: (typeof asked.examples)[number]) => { const [old, now] = [said(f, r.before[f]), said(f, change[f as keyof AssetChange])]; return old === now ? <bdi>{now}</bdi> : <span className="difference"><del><bdi>{old}</bdi></del> <ins><bdi>{now}</bdi></ins></span>; } }))]} />}
      </>}
      {figures && figures.refusals.length > 0 && <><h3>{t('bulk.refusals')}</h3><ul className="refusals">{figures.refusals.map((r) => <li key={r.id}><Ref>{r.code || r.id}</Ref> <bdi>{r.name}</bdi> · {t(`bulk.reason.${r.reason}`)}</li>)}</ul></>}
    </Dialog>
  );
};
