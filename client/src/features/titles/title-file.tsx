import { useState, type FormEvent } from 'react';
import { addOpposition, addStep, dropStep, getTitle, OPPOSITION_OUTCOMES, settleOpposition, STEP_KINDS, type StepKind, type TitleSheet } from '@sommier/domain/titles';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Ledger, Problem, Ref, said, SelectField, Table, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { DocumentsSection } from '../documents/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';
import { Pipeline } from './pipeline.tsx';

export const TOUCHES = ['getTitle', 'listTitles', 'findTitles', 'titleBoard', 'getAsset', 'listAssets', 'findAsset', 'getAssetHistory'] as const;
const field = (form: FormData, name: string): string | null => String(form.get(name) ?? '').trim() || null;

const StepDialog = ({ title, onClose }: { title: TitleSheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<StepKind>(title.stage === 'non_immatricule' ? 'deposit' : title.stage === 'requisition' ? 'boundary' : 'boundary_notice');
  const add = useChange(addStep, TOUCHES);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    add.mutate({ params: { commune, id: title.id }, body: { kind, on: field(form, 'on') ?? '', planned: form.get('planned') !== null, number: field(form, 'number'), reference: field(form, 'reference'), note: field(form, 'note') } }, { onSuccess: () => { say(t('titles.step.added')); onClose(); } });
  };
  return (
    <Dialog title={t('titles.step.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {add.error && <Problem error={add.error} />}
        <SelectField label={t('titles.step')} value={kind} onChange={(e) => setKind(e.target.value as StepKind)}>{STEP_KINDS.map((k) => <option key={k} value={k}>{t(`titles.step.${k}`)}</option>)}</SelectField>
        <TextField label={t('titles.step.on')} name="on" type="date" required />
        {(kind === 'deposit' || kind === 'registration') && <TextField label={t('titles.step.number')} name="number" maxLength={100} dir="ltr" />}
        <TextField label={t('titles.step.reference')} name="reference" maxLength={200} dir="auto" /><TextField label={t('titles.note')} name="note" maxLength={2000} dir="auto" />
        <Check name="planned">{t('titles.step.planned')}</Check>
        <Button kind="main" type="submit" refuse={add.isPending && t('shell.wait')}>{t('titles.save')}</Button>
      </form>
    </Dialog>
  );
};

const OppositionDialog = ({ title, onClose }: { title: TitleSheet; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [party, setParty] = useState<PickedParty | null>(null);
  const add = useChange(addOpposition, TOUCHES);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const area = Number((field(form, 'area') ?? '').replace(',', '.'));
    add.mutate({ params: { commune, id: title.id }, body: { ...(party ? { partyId: party.id } : { opponent: field(form, 'opponent') }), filedOn: field(form, 'filedOn') ?? '', object: field(form, 'object'), areaM2: area > 0 ? area : null, reference: field(form, 'reference') } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('titles.opposition.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {add.error && <Problem error={add.error} />}
        <PartyPicker label={t('titles.opponent')} value={party} onChange={setParty} hint={t('titles.opponent.hint')} />
        {!party && <TextField label={t('titles.opponent.name')} name="opponent" required maxLength={300} dir="auto" />}
        <TextField label={t('titles.opposition.filed')} name="filedOn" type="date" required />
        <TextField label={t('titles.opposition.object')} name="object" maxLength={500} dir="auto" />
        <div className="pair"><TextField label={t('titles.opposition.area')} name="area" inputMode="decimal" dir="ltr" /><TextField label={t('titles.step.reference')} name="reference" maxLength={200} dir="auto" /></div>
        <Button kind="main" type="submit" refuse={add.isPending && t('shell.wait')}>{t('titles.save')}</Button>
      </form>
    </Dialog>
  );
};

const SettleDialog = ({ title, opposition, onClose }: { title: TitleSheet; opposition: TitleSheet['oppositions'][number]; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const settle = useChange(settleOpposition, TOUCHES);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const reference = field(form, 'reference');
    settle.mutate({ params: { commune, id: title.id, opposition: opposition.id }, body: { outcome: String(form.get('outcome')) as 'pending', decidedOn: field(form, 'decidedOn'), ...(reference ? { reference } : {}) } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('titles.opposition.settle')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {settle.error && <Problem error={settle.error} />}
        <SelectField label={t('titles.opposition.outcome')} name="outcome" defaultValue={opposition.outcome === 'pending' ? 'rejected' : opposition.outcome}>{OPPOSITION_OUTCOMES.map((o) => <option key={o} value={o}>{t(`titles.outcome.${o}`)}</option>)}</SelectField>
        <TextField label={t('titles.opposition.decided')} name="decidedOn" type="date" defaultValue={opposition.decidedOn ?? ''} /><TextField label={t('titles.step.reference')} name="reference" maxLength={200} dir="auto" />
        <Button kind="main" type="submit" refuse={settle.isPending && t('shell.wait')}>{t('titles.save')}</Button>
      </form>
    </Dialog>
  );
};

const Deadlines = ({ title }: { title: TitleSheet }) => {
  const t = useT();
  const format = useFormat();
  if (title.deadlines.length === 0) return null;
  return (
    <><h3>{t('titles.deadlines')}</h3>
      <ul className="dues">{title.deadlines.map((d, i) => (
        <li key={i}><Ref>{format.day(d.due)}</Ref> {t(`titles.step.${d.kind}`)} <Tag tone={d.overdue ? 'bad' : d.kept ? 'ok' : 'info'}>{t(d.overdue ? 'titles.deadline.overdue' : d.kept ? (d.kind === 'oppositions_end' ? 'titles.deadline.over' : 'titles.deadline.kept') : 'titles.deadline.open')}</Tag>
          <span className="small">{d.law === null ? t('titles.deadline.planned') : <><bdi lang="fr">{d.law}, {d.article}</bdi>{d.confirmed ? '' : ` (${t('guards.toconfirm')})`}</>}</span></li>
      ))}</ul></>
  );
};

/** One title file: where it stands, its dated steps, the delays the law sets, who opposes, its papers. */
export const TitleFile = ({ id, papers = true }: { id: string; papers?: boolean }) => {
  const t = useT();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [open, setOpen] = useState<'step' | 'opposition' | null>(null);
  const [settling, settle] = useState<TitleSheet['oppositions'][number] | null>(null);
  const drop = useChange(dropStep, TOUCHES);
  const { data: f, error, refetch } = useEndpoint(getTitle, { params: { commune, id } });
  if (!f) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>;
  return (
    <>
      <section className="card whole" aria-label={t('titles.file')}>
        <div className="row"><h2>{t('titles.file')}{f.number ?? f.requisitionNumber ? <> <Ref>{f.number ?? f.requisitionNumber}</Ref></> : null}</h2>
          {f.copyLost && <Tag tone="bad">{t('titles.lost')}</Tag>}{f.overdue > 0 && <Tag tone="bad">{t('titles.overdue.n', { n: f.overdue })}</Tag>}{f.closed && <Tag>{t('titles.closed')}</Tag>}
          {may && !f.closed && <><Button icon="plus" onClick={() => setOpen('step')}>{t('titles.step.add')}</Button><Button onClick={() => setOpen('opposition')}>{t('titles.opposition.add')}</Button></>}</div>
        <div className="stack">
          <Pipeline title={f} />
          <Ledger lines={[said(t('titles.conservation'), f.conservation), said(t('titles.number'), f.number, (v) => <Ref>{v}</Ref>), said(t('titles.requisition'), f.requisitionNumber, (v) => <Ref>{v}</Ref>), said(t('titles.parcel'), f.parcelReference, (v) => <Ref>{v}</Ref>), said(t('titles.note'), f.note)]} />
          {drop.error && <Problem error={drop.error} />}
          <div className="scroll steps" tabIndex={0} role="region" aria-label={t('titles.steps')}><Table label={t('titles.steps')} rows={f.steps} keyOf={(s) => s.id} columns={[
            { key: 'on', head: t('titles.step.on'), cell: (s) => <Ref>{format.day(s.on)}</Ref> }, { key: 'kind', head: t('titles.step'), cell: (s) => <>{t(`titles.step.${s.kind}`)}{s.planned && <> <Tag tone="info">{t('titles.step.planned.tag')}</Tag></>}</> },
            { key: 'number', head: t('titles.step.number'), cell: (s) => <Ref>{[s.number, s.reference].filter(Boolean).join(' · ')}</Ref> }, { key: 'note', head: t('titles.note'), className: 'sample', cell: (s) => <bdi>{s.note ?? ''}</bdi> },
            ...(may ? [{ key: 'x', head: <span className="vh">{t('documents.acts')}</span>, cell: (s: TitleSheet['steps'][number]) => <Button kind="flat" icon="x" label={t('titles.step.drop', { step: t(`titles.step.${s.kind}`), day: format.day(s.on) })} onClick={() => drop.mutate({ params: { commune, id, step: s.id } })} /> }] : []),
          ]} /></div>
          <Deadlines title={f} />
          {f.oppositions.length > 0 && <><h3>{t('titles.oppositions')}</h3><div className="scroll steps" tabIndex={0} role="region" aria-label={t('titles.oppositions')}><Table label={t('titles.oppositions')} rows={f.oppositions} keyOf={(o) => o.id} columns={[
            { key: 'who', head: t('titles.opponent'), cell: (o) => <bdi>{o.opponent}</bdi> }, { key: 'on', head: t('titles.opposition.filed'), cell: (o) => <><Ref>{format.day(o.filedOn)}</Ref>{o.late && <> <Tag tone="warn">{t('titles.opposition.late')}</Tag></>}</> },
            { key: 'object', head: t('titles.opposition.object'), className: 'sample', cell: (o) => <bdi>{o.object ?? ''}</bdi> }, { key: 'area', head: t('titles.opposition.area'), num: true, cell: (o) => format.area(o.areaM2) },
            { key: 'outcome', head: t('titles.opposition.outcome'), cell: (o) => <>{t(`titles.outcome.${o.outcome}`)}{o.decidedOn ? <> <Ref>{format.day(o.decidedOn)}</Ref></> : null}</> },
            ...(may ? [{ key: 'x', head: <span className="vh">{t('documents.acts')}</span>, cell: (o: TitleSheet['oppositions'][number]) => <Button kind="flat" onClick={() => settle(o)}>{t('titles.opposition.settle')}</Button> }] : []),
          ]} /></div></>}
        </div>
      </section>
      {papers && <DocumentsSection subjectKind="title" subjectId={f.id} title={t('titles.documents')} />}
      {open === 'step' && <StepDialog title={f} onClose={() => setOpen(null)} />}{open === 'opposition' && <OppositionDialog title={f} onClose={() => setOpen(null)} />}
      {settling && <SettleDialog title={f} opposition={settling} onClose={() => settle(null)} />}
    </>
  );
};
