import { ceilingOn, DUE_STATES, earliestRevision, hadItBeenRevised, ruleFor, type IndexValue, type RevisionRule, type SimulationRow } from '@sommier/domain/revisions';
import type { Tx } from '../../platform/db/index.ts';
import { heldRules, indexValues, leasesOn, type Lease } from './leases.queries.ts';

/** One lease on a day under the rules: pure, but for its name. */
export function simulateOne(lease: Lease, rules: readonly RevisionRule[], values: ReadonlyMap<string, readonly IndexValue[]>, day: string): SimulationRow {
  const country = rules[0]?.country ?? '';
  const rule = ruleFor(rules, country, lease.use, day);
  const { facts } = lease;
  const common = { occupationId: lease.id, occupation: lease.reference, asset: lease.asset, district: lease.district, use: lease.use, period: lease.period, amount: String(facts.amount), lastSetOn: facts.lastSetOn, contractOn: facts.contractOn };
  if (rule === undefined) return { ...common, state: 'no_rule', rule: null, earliest: null, ceiling: null, court: null, proposed: null, yearly: '0', missed: String(facts.amount), missedRevisions: 0 };
  const index = values.get(rule.index ?? '') ?? [];
  const allowed = ceilingOn(rule, facts, day, index);
  const missed = hadItBeenRevised(rule, facts, day, index);
  const ceiling = allowed.kind === 'allowed' ? allowed.ceiling : null;
  const yearly = ceiling === null || ceiling <= facts.amount ? 0n : (ceiling - facts.amount) * BigInt(12 / facts.months);
  const state = lease.open ? 'open' : allowed.kind === 'allowed' ? 'due' : allowed.kind === 'missing_index' ? 'missing_index' : allowed.kind === 'too_early' ? 'not_yet' : 'no_rule';
  return {
    ...common, state, rule: rule.code, earliest: earliestRevision(rule, facts).day, ceiling: ceiling === null ? null : String(ceiling), court: allowed.kind === 'allowed' && allowed.court !== null ? String(allowed.court) : null,
    proposed: state === 'due' && ceiling !== null ? String(ceiling) : null, yearly: String(state === 'due' ? yearly : 0n), missed: String(missed.amount), missedRevisions: missed.revisions,
  };
}

export interface Simulated { day: string; rows: SimulationRow[]; counts: Record<(typeof DUE_STATES)[number], number>; uncapped: number; yearly: string; presentYearly: string; unconfirmed: string[] }
/** The whole portfolio on a day; nothing is written. */
export async function simulate(tx: Tx, day: string): Promise<Simulated> {
  const { rules } = await heldRules(tx);
  const values = await indexValues(tx);
  const leases = await leasesOn(tx, day);
  const rows = leases.map((l) => simulateOne(l, rules.map((r) => r.rule), values, day));
  const counts = Object.fromEntries(DUE_STATES.map((s) => [s, rows.filter((r) => r.state === s).length])) as Simulated['counts'];
  const used = new Set(rows.flatMap((r) => (r.rule === null ? [] : [r.rule])));
  return {
    day, rows, counts, uncapped: rows.filter((r) => r.state === 'due' && r.ceiling === null).length, yearly: String(rows.reduce((n, r) => n + BigInt(r.yearly), 0n)), presentYearly: String(leases.reduce((n, l) => n + l.facts.amount * BigInt(12 / l.facts.months), 0n)),
    unconfirmed: rules.filter((r) => !r.confirmed && used.has(r.rule.code)).map((r) => r.rule.code),
  };
}
