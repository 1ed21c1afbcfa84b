import { useState } from 'react';
import { changePenaltyRule, createPenaltyRule, PENALTY_DUES, PENALTY_MONTHS, PENALTY_RIGHTS, type NewPenaltyRule, type PenaltyRule } from '@sommier/domain/penalties';
import { addDays, currencyExponent } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { readAmount, writeAmount } from '../ledger/index.ts';

const TOUCHED = ['listPenaltyRules', 'accountPenalties'];
/** Hundredths of a percent as typed, "0,75" → 75; null where it is no rate. */
const bpOf = (typed: string): number | null => { const n = Number(typed.replace(',', '.')); return typed.trim() === '' ? 0 : Number.isFinite(n) && n >= 0 && n <= 1000 ? Math.round(n * 100) : null; };
const rate = (bp: number | null): string => (bp === null || bp === 0 ? '' : String(bp / 100).replace('.', ','));

/** A rule as a form: whom it is for, since when, what it costs, and the text that allows it. A used rule only takes a last day. */
export const RuleDialog = ({ start, rule, onClose }: { start: NewPenaltyRule; rule: PenaltyRule | null; onClose: () => void }) => {
  const t = useT();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [d, set] = useState({ ...start, last: start.to === null ? '' : addDays(start.to, -1), fixed: start.fixedMinor === '0' ? '' : writeAmount(start.fixedMinor, exponent), percent: rate(start.percentBp), monthly: rate(start.monthlyBp), ceiling: rate(start.ceilingBp), article: start.article ?? '', url: start.url ?? '', note: start.note ?? '' });
  const put = (patch: Partial<typeof d>): void => set({ ...d, ...patch });
  const create = useChange(createPenaltyRule, TOUCHED), change = useChange(changePenaltyRule, TOUCHED);
  const fixed = d.fixed.trim() === '' ? '0' : readAmount(d.fixed, exponent), percent = bpOf(d.percent), monthly = bpOf(d.monthly), ceiling = bpOf(d.ceiling);
  const refuse = d.name.trim() === '' || d.law.trim() === '' ? t('penalties.rule.needed') : fixed === null || percent === null || monthly === null || ceiling === null ? t('penalties.rule.rates') : fixed === '0' && percent === 0 && monthly === 0 ? t('penalties.rule.costs') : (create.isPending || change.isPending) && t('ledger.saving');
  const go = (): void => {
    if (fixed === null || percent === null || monthly === null || ceiling === null) return;
    const body = { name: d.name.trim(), dueKind: d.dueKind, right: d.right, from: d.from, to: d.last === '' ? null : addDays(d.last, 1), graceDays: d.graceDays, fixedMinor: fixed, percentBp: percent, monthlyBp: monthly, months: d.months, ceilingBp: ceiling === 0 ? null : ceiling, law: d.law.trim(), article: d.article.trim() || null, url: d.url.trim() || null, note: d.note.trim() || null };
    if (rule) change.mutate({ params: { commune, id: rule.id }, body, options: { headers: { 'if-match': `"v${String(rule.version)}"` } } }, { onSuccess: onClose });
    else create.mutate({ params: { commune }, body }, { onSuccess: onClose });
  };
  const held = rule?.used === true;
  return (
    <Dialog wide title={t(rule ? 'penalties.rule.change' : 'penalties.rule.add')} onClose={onClose} foot={<Button kind="main" refuse={refuse} onClick={go}>{t('penalties.rule.save')}</Button>}>
      {held && <Note>{t('penalties.rule.used')}</Note>}
      <div className="pair">
        <TextField label={t('penalties.rule.name')} value={d.name} maxLength={200} disabled={held} onChange={(e) => put({ name: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.law')} value={d.law} maxLength={300} disabled={held} onChange={(e) => put({ law: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.article')} value={d.article} maxLength={100} disabled={held} onChange={(e) => put({ article: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.url')} type="url" dir="ltr" value={d.url} maxLength={500} disabled={held} onChange={(e) => put({ url: e.currentTarget.value })} />
        <SelectField label={t('penalties.rule.dues')} value={d.dueKind} disabled={held} onChange={(e) => put({ dueKind: e.currentTarget.value as typeof d.dueKind })}>{PENALTY_DUES.map((k) => <option key={k} value={k}>{k === 'any' ? t('penalties.any.dues') : word('ledger.kind.', k)}</option>)}</SelectField>
        <SelectField label={t('penalties.rule.right')} value={d.right} disabled={held} onChange={(e) => put({ right: e.currentTarget.value as typeof d.right })}>{PENALTY_RIGHTS.map((k) => <option key={k} value={k}>{word('penalties.right.', k)}</option>)}</SelectField>
        <TextField label={t('penalties.rule.from')} type="date" value={d.from} disabled={held} onChange={(e) => put({ from: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.last')} type="date" value={d.last} onChange={(e) => put({ last: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.grace')} type="number" min={0} max={365} value={d.graceDays} disabled={held} onChange={(e) => put({ graceDays: Math.min(365, Math.max(0, Math.trunc(Number(e.currentTarget.value)) || 0)) })} />
        <TextField label={t('penalties.rule.fixed', { currency })} inputMode="decimal" value={d.fixed} disabled={held} onChange={(e) => put({ fixed: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.percent')} inputMode="decimal" value={d.percent} disabled={held} onChange={(e) => put({ percent: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.monthly')} inputMode="decimal" value={d.monthly} disabled={held} onChange={(e) => put({ monthly: e.currentTarget.value })} />
        <SelectField label={t('penalties.rule.months')} value={d.months} disabled={held} onChange={(e) => put({ months: e.currentTarget.value as typeof d.months })}>{PENALTY_MONTHS.map((m) => <option key={m} value={m}>{t(`penalties.months.${m}`)}</option>)}</SelectField>
        <TextField label={t('penalties.rule.ceiling')} inputMode="decimal" value={d.ceiling} disabled={held} onChange={(e) => put({ ceiling: e.currentTarget.value })} />
        <TextField label={t('penalties.rule.note')} value={d.note} maxLength={1000} disabled={held} onChange={(e) => put({ note: e.currentTarget.value })} />
      </div>
      {create.error && <Problem error={create.error} />}{change.error && <Problem error={change.error} />}
    </Dialog>
  );
};
