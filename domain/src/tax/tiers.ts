import { fromDecimal, compare, minus, least, over, plus, roundUp, show, times, ZERO, ONE, type Ratio } from '../shared/ratio.ts';
import type { TaxRule } from './rule.ts';

type Row = NonNullable<TaxRule['tiers']>['rows'][number];
const at = (row: Row | undefined, amount: Ratio): Ratio => (row === undefined ? amount : row.amount !== undefined ? fromDecimal(row.amount) : times(amount, fromDecimal(row.factor ?? '1')));

/** So many at so much each; steps that mix give one sum. */
export interface Stepped { quantity: Ratio; unitAmount: Ratio; formula: string }

/**
 * What `quantity` units bear under the rule's steps, and how it is said; of a turnover, its units of money at so much each. `fleet` is the operator's whole; under marginal steps by fleet, these
 * vehicles stand in each step in the proportion of the fleet.
 */
export function tiered(rule: TaxRule, quantity: Ratio, fleet: Ratio): Stepped {
  const base = fromDecimal((rule.basis.startsWith('percent') ? rule.rate : rule.amount) ?? '0');
  const { tiers } = rule;
  if (tiers === undefined) return { quantity, unitAmount: base, formula: `${show(quantity)} × ${show(base)}` };
  const rows = [...tiers.rows].sort((a, b) => compare(fromDecimal(a.from), fromDecimal(b.from)));
  const measured = tiers.by === 'fleet' ? fleet : tiers.by === 'hours' ? roundUp(quantity) : quantity;
  if (tiers.mode === 'whole') {
    const row = rows.filter((r) => compare(fromDecimal(r.from), measured) <= 0).at(-1);
    const each = at(row, base);
    const q = tiers.by === 'hours' ? measured : quantity;
    return { quantity: q, unitAmount: each, formula: `${show(q)} × ${row?.factor === undefined ? show(each) : `${show(base)} × ${row.factor}`}` };
  }
  if (measured.n === 0n) return { quantity: ZERO, unitAmount: base, formula: '0' };
  const share = tiers.by === 'fleet' ? over(quantity, measured) : ONE;
  const starts = [ZERO, ...rows.map((r) => fromDecimal(r.from))];
  let amount = ZERO;
  const said: string[] = [];
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? measured;
    const part = minus(least(end, measured), start);
    if (part.n <= 0n) return;
    const each = at(rows[i - 1], base);
    amount = plus(amount, times(part, each));
    said.push(`${show(part)} × ${show(each)}`);
  });
  return { quantity: share, unitAmount: amount, formula: share.n === share.d ? said.join(' + ') : `(${said.join(' + ')}) × ${show(quantity)}/${show(measured)}` };
}
