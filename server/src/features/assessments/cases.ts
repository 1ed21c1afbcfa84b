import { assessable } from '@sommier/domain/assessments';
import { assessor, type Assess, type TaxFact, type TaxLine, type TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { readFacts } from '../activity/index.ts';

/** What facts of one case owe: lines, or why they wait. Amounts are whole minor units as text. */
export interface Owed { amount: string; reason: string | null; lines: TaxLine[] }
/** A case before it is computed: one fact stands for all of it. */
export interface Sample { sample: string; before: number; reason: string | null; zone: string | null; certainty: string | null }

/** Asks the oracle for the tax facts of one case. A fact that gives two (deliveries and their turnover) owes what the tax reads of it. */
export function owed(facts: readonly TaxFact[], before: number, assess: Assess, tax: string): Owed {
  const outcomes = facts.flatMap((f) => assess(f, before)).filter((o) => o.tax === null || o.tax === tax);
  const read = outcomes.filter((o) => o.kind === 'assessed' || o.code !== 'no_rule_for_kind');
  const no = (read.length === 0 ? outcomes : read).find((o) => o.kind === 'refused');
  if (no?.kind === 'refused') return { amount: '0', reason: no.code, lines: [] };
  if (facts.length > 0 && read.length === 0) return { amount: '0', reason: 'no_rule_for_kind', lines: [] };
  const lines = read.flatMap((o) => (o.kind === 'assessed' ? o.lines : []));
  return { amount: String(lines.reduce((n, l) => n + BigInt(l.amount), 0n)), reason: null, lines };
}

/** The tax facts of cases, read in one go from the facts that stand for them. What is kept of them names nobody. */
export async function factsOfCases(tx: Tx, cases: readonly Sample[], population: number | null): Promise<({ facts: TaxFact[] } | { none: string })[]> {
  const ids = [...new Set(cases.filter((c) => c.reason === null).map((c) => c.sample))];
  const rows = new Map((ids.length === 0 ? [] : await readFacts(tx, { from: '0001-01-01', to: '9999-12-31', ids, limit: ids.length })).map((f) => [f.id, f]));
  return cases.map((c) => {
    if (c.reason !== null) return { none: c.reason };
    const fact = rows.get(c.sample);
    if (fact === undefined) return { none: 'held' };
    const placed = c.zone === null ? null : { zoneId: '1', zone: c.zone, certainty: c.certainty === 'possible' ? 'possible' as const : 'certain' as const, share: 1, evidence: 'place' as const };
    const read = assessable({ ...fact, zone: placed }, { population, confirmed: c.certainty === 'confirmed' });
    if (read.kind === 'none') return { none: read.why };
    return { facts: read.facts.map((f) => { const { unit: _u, party: _p, ...rest } = { unit: undefined, party: undefined, ...f }; return { ...rest, ref: 'fact' } as TaxFact; }) };
  });
}

/** Computes cases under rules: the oracle itself, once for each. */
export const computer = (rules: readonly TaxRule[], day: string, tax: string) => {
  const assess = assessor(rules, day);
  return (read: { facts: TaxFact[] } | { none: string }, before: number): Owed => ('none' in read ? { amount: '0', reason: read.none, lines: [] } : owed(read.facts, before, assess, tax));
};
