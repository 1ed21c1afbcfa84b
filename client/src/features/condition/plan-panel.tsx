import { useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { adoptPlan, changePlan, createPlan, getPlan, listPlans, type Work, type WorksPlan } from '@sommier/domain/condition';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune, useSession } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Note, Problem, Ref, SelectField, Table, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { readAmount } from '../ledger/index.ts';
import { PRIORITY_TONE } from './works-table.tsx';

const TOUCHED = ['listPlans', 'getPlan'];

const NewPlanDialog = ({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) => {
  const t = useT();
  const { code: commune, currency } = useCommune();
  const [p, set] = useState({ name: '', first: String(new Date().getUTCFullYear() + 1), years: '5', budget: '' });
  const make = useChange(createPlan, TOUCHED);
  const budget = p.budget.trim() === '0' ? '0' : readAmount(p.budget, currencyExponent(currency));
  const send = (e: FormEvent) => { e.preventDefault(); if (budget !== null) make.mutate({ params: { commune }, body: { name: p.name.trim(), firstYear: Number(p.first), budgets: Array.from({ length: Number(p.years) }, () => budget) } }, { onSuccess: (made) => { onMade(made.id); onClose(); } }); };
  return (
    <Dialog title={t('condition.plan.new')} onClose={onClose} foot={<Button kind="main" type="submit" form="works-plan">{t('condition.plan.make')}</Button>}>
      <form id="works-plan" className="stack" onSubmit={send}>
        <TextField label={t('condition.plan.name')} required maxLength={200} value={p.name} onChange={(e) => set({ ...p, name: e.target.value })} />
        <div className="pairs"><TextField label={t('condition.plan.first')} type="number" required min={2000} max={2200} value={p.first} onChange={(e) => set({ ...p, first: e.target.value })} /><TextField label={t('condition.plan.years')} type="number" required min={1} max={15} value={p.years} onChange={(e) => set({ ...p, years: e.target.value })} />
          <TextField label={`${t('condition.plan.budget')} (${currency})`} hint={t('condition.plan.budget.hint')} inputMode="decimal" required value={p.budget} onChange={(e) => set({ ...p, budget: e.target.value })} error={p.budget !== '' && budget === null ? t('condition.cost.wrong') : undefined} /></div>
        {make.error && <Problem error={make.error} />}
      </form>
    </Dialog>
  );
};

/** One year of a plan, or what is put off: its works, each to be moved by hand while the plan is a draft. */
const Lot = ({ plan, title, ids, why, onPin }: { plan: WorksPlan; title: string; ids: readonly string[]; why?: (id: string) => string; onPin: ((id: string, to: string) => void) | null }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const works = new Map(plan.works.map((w) => [w.id, w]));
  const rows = ids.flatMap((id) => works.get(id) ?? []);
  if (rows.length === 0) return <p className="small">{t('condition.plan.nothing')}</p>;
  return (
    <div className="scroll low" tabIndex={0} role="region" aria-label={title}><Table<Work> label={title} rows={rows} keyOf={(w) => w.id} first={12} columns={[
      { key: 'p', head: t('condition.priority'), cell: (w) => <Tag tone={PRIORITY_TONE[w.priority as 1]}>{t(`condition.priority.${w.priority as 1}`)}</Tag> }, { key: 'a', head: t('condition.property'), cell: (w) => <Link to="/c/$commune/assets/$id" params={{ commune, id: w.assetId }} search={{ tab: 'condition' }}><Ref>{w.assetCode}</Ref></Link> },
      { key: 't', head: t('condition.work.title'), className: 'sample', cell: (w) => <><bdi>{w.title}</bdi>{plan.late.includes(w.id) && <small className="late"> {t('condition.plan.late', { year: String(w.wanted ?? '') })}</small>}</> }, { key: 'c', head: t('condition.cost'), num: true, cell: (w) => (w.cost === null ? '–' : f.money(w.cost)) },
      ...(why ? [{ key: 'why', head: t('condition.plan.why'), cell: (w: Work) => why(w.id) }] : []),
      ...(onPin ? [{ key: 'pin', head: t('condition.plan.pin'), cell: (w: Work) => <select aria-label={`${t('condition.plan.pin')}: ${w.title}`} value={String(plan.pins[w.id] ?? '')} onChange={(e) => onPin(w.id, e.target.value)}><option value="">{t('condition.plan.pin.none')}</option>{plan.years.map((y) => <option key={y.year} value={y.year}>{y.year}</option>)}<option value="off">{t('condition.plan.pin.off')}</option></select> }] : []),
    ]} /></div>
  );
};

const Sheet = ({ id }: { id: string }) => {
  const t = useT();
  const f = useFormat();
  const say = useToast();
  const can = useCan();
  const me = useSession().person.id;
  const { code: commune, currency } = useCommune();
  const read = useEndpoint(getPlan, { params: { commune, id } });
  const change = useChange(changePlan, TOUCHED), adopt = useChange(adoptPlan, TOUCHED);
  const plan = read.data;
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!plan) return null;
  const pin = plan.state === 'draft' && can('register.write') ? (work: string, to: string) => {
    const { [work]: _former, ...rest } = plan.pins;
    change.mutate({ params: { commune, id }, body: { pins: to === '' ? rest : { ...rest, [work]: to === 'off' ? 'off' : Number(to) } }, options: { headers: { 'if-match': `"v${plan.version}"` } } });
  } : null;
  const reasons = new Map(plan.putOff.map((p) => [p.id, p.reason]));
  const cost = (ids: readonly string[]) => String(ids.reduce((n, x) => n + BigInt(plan.works.find((w) => w.id === x)?.cost ?? '0'), 0n));
  return <>
    <div className="row"><Tag tone={plan.state === 'adopted' ? 'ok' : 'mute'}>{t(`condition.plan.${plan.state}`)}</Tag> {plan.adoptedBy && t('condition.plan.adoptedby', { name: plan.adoptedBy.name })}
      {plan.state === 'draft' && can('register.validate') && (plan.author.id === me ? <span className="small">{t('condition.plan.own')}</span> : <Button kind="main" onClick={() => adopt.mutate({ params: { commune, id }, body: {} }, { onSuccess: () => say(t('condition.plan.done')) })}>{t('condition.plan.adopt')}</Button>)}</div>
    {(change.error ?? adopt.error) && <Problem error={(change.error ?? adopt.error)!} />}
    {plan.years.map((y) => <section className="panel workplan" key={y.year}><h2>{y.year} <small>{t('condition.plan.spent', { spent: f.money(y.spent), budget: f.money(y.budget), currency })}</small></h2>
      <div className="yearbar" aria-hidden="true"><i style={{ inlineSize: `${y.budget === '0' ? 0 : Math.min(100, (100 * Number(y.spent)) / Number(y.budget))}%` }} /></div><Lot plan={plan} title={String(y.year)} ids={y.works} onPin={pin} /></section>)}
    <section className="panel workplan"><h2>{t('condition.plan.putoff')} <small>{f.whole(plan.putOff.length)}, {f.money(cost(plan.putOff.map((p) => p.id)))} {currency}</small></h2><Lot plan={plan} title={t('condition.plan.putoff')} ids={plan.putOff.map((p) => p.id)} why={(w) => t(`condition.why.${reasons.get(w) ?? 'budget'}`)} onPin={pin} /></section>
  </>;
};

/** Works over several years against a budget: what fits in which year, what waits and why. */
export const PlanPanel = () => {
  const t = useT();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [chosen, choose] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const list = useEndpoint(listPlans, { params: { commune } });
  const id = chosen ?? list.data?.rows[0]?.id;
  return <>
    <div className="filters">{list.data && list.data.rows.length > 0 && <SelectField label={t('condition.plan')} value={id ?? ''} onChange={(e) => choose(e.target.value)}>{list.data.rows.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</SelectField>}{may && <Button icon="plus" onClick={() => setOpen(true)}>{t('condition.plan.new')}</Button>}</div>
    {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
    <Note>{t('condition.plan.how')}</Note>
    {list.data?.rows.length === 0 && <Empty title={t('condition.plan.none')} why={t('condition.plan.none.why')} />}
    {id && <Sheet key={id} id={id} />}
    {open && <NewPlanDialog onClose={() => setOpen(false)} onMade={choose} />}
  </>;
};
