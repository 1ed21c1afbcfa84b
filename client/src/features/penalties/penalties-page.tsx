import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { dropPenaltyRule, listPenaltyRules, NewPenaltyRule, type PenaltyRule } from '@sommier/domain/penalties';
import { addDays } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Ref, Tag } from '../../platform/ui/index.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { RunCard } from './run-card.tsx';

/** What a rule costs, in words. */
const Costs = ({ rule: r }: { rule: Pick<NewPenaltyRule, 'graceDays' | 'fixedMinor' | 'percentBp' | 'monthlyBp' | 'months' | 'ceilingBp'> }) => {
  const t = useT();
  const f = useFormat();
  const { currency } = useCommune();
  return <p>{[r.graceDays > 0 && t('penalties.reads.grace', { n: r.graceDays }), r.fixedMinor !== '0' && t('penalties.reads.fixed', { amount: `${f.money(r.fixedMinor)} ${currency}` }), r.percentBp > 0 && t('penalties.reads.percent', { rate: f.percent(r.percentBp / 10_000, 2) }),
    r.monthlyBp > 0 && t(`penalties.reads.monthly.${r.months}`, { rate: f.percent(r.monthlyBp / 10_000, 2) }), r.ceilingBp !== null && t('penalties.reads.ceiling', { rate: f.percent(r.ceilingBp / 10_000, 2) })].filter(Boolean).join(' ')}</p>;
};

/** Dated rules of late payment with the texts that allow them, and the run that charges them over the commune. */
export const PenaltiesPage = () => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const can = useCan();
  const { code: commune } = useCommune();
  const [editing, edit] = useState<{ start: NewPenaltyRule; rule: PenaltyRule | null } | null>(null);
  const read = useEndpoint(listPenaltyRules, { params: { commune } });
  const drop = useChange(dropPenaltyRule, ['listPenaltyRules', 'accountPenalties']);
  const rules = read.data?.rules ?? [];
  const fresh = (): NewPenaltyRule => NewPenaltyRule.parse({ name: '-', from: `${new Date().toISOString().slice(0, 4)}-01-01`, monthlyBp: 1, law: '-' });
  const begin = (start: NewPenaltyRule): void => edit({ start, rule: null });
  const change = (rule: PenaltyRule): void => { const { id: _, used: __, version: ___, ...start } = rule; edit({ start, rule }); };
  return (
    <main id="main" className="page money">
      <div className="top"><div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link></p><h1>{t('penalties.page')}</h1></div>
        {can('money.rules') && <Button kind="main" icon="plus" onClick={() => begin({ ...fresh(), name: '', law: '', monthlyBp: 0 })}>{t('penalties.rule.add')}</Button>}</div>
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      {can('money.write') && read.data && <RunCard ruled={rules.length > 0} />}
      {read.data && rules.length === 0 && <Empty title={t('penalties.rules.none')} why={t('penalties.rules.none.why')} />}
      {drop.error && <Problem error={drop.error} />}
      {rules.map((r) => (
        <section className="card" key={r.id}>
          <h2><span><bdi>{r.name}</bdi> {r.to !== null && <Tag tone="mute">{t('penalties.until', { day: f.day(addDays(r.to, -1)) })}</Tag>}</span> <small>{t('penalties.since', { day: f.day(r.from) })}</small></h2>
          <p className="small">{r.dueKind === 'any' ? t('penalties.any.dues') : word('ledger.kind.', r.dueKind)} · {word('penalties.right.', r.right)}</p>
          <Costs rule={r} />
          <p className="small"><bdi>{r.law}{r.article === null ? '' : `, ${r.article}`}</bdi> {r.url && <Ref>{r.url}</Ref>}</p>{r.note && <p className="small"><bdi>{r.note}</bdi></p>}
          {can('money.rules') && <div className="row"><Button onClick={() => change(r)}>{t(r.used ? 'penalties.rule.end' : 'penalties.rule.change')}</Button>{!r.used && <Button kind="flat" onClick={() => drop.mutate({ params: { commune, id: r.id } })}>{t('penalties.rule.drop')}</Button>}</div>}
        </section>))}
      {can('money.rules') && read.data && read.data.models.length > 0 && <section className="card"><h2>{t('penalties.models')} <small>{t('penalties.models.why')}</small></h2>
        {read.data.models.map(({ rule, toConfirm }) => <div className="stack" key={rule.name}><p><b><bdi>{rule.name}</bdi></b> · <bdi>{rule.law}</bdi></p><Note tone="warn">{toConfirm}</Note><div><Button onClick={() => begin(rule)}>{t('penalties.models.use')}</Button></div></div>)}</section>}
      {editing && <RuleDialog {...editing} onClose={() => edit(null)} />}
    </main>
  );
};
