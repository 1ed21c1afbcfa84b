import fc from 'fast-check';
import type { Contract, ContractTerm } from '@sommier/domain/ledger';
import { addDays } from '@sommier/domain/shared';
import type { Tx } from '../../server/src/platform/db/index.ts';

const price = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.bigInt({ min: 1n, max: 10n ** 11n }));
const term = fc.record({
  gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) }), days: fc.integer({ min: 1, max: 900 }), amount: price, charges: fc.bigInt({ min: 0n, max: 10n ** 5n }),
  period: fc.constantFrom('month' as const, 'month' as const, 'quarter' as const, 'semester' as const, 'year' as const),
  dueDay: fc.constantFrom(null, 1, 1, 5, 15, 28, 29, 30, 31), prorata: fc.constantFrom('actual' as const, 'actual' as const, 'thirtieth' as const, 'full' as const), dueWhen: fc.constantFrom('advance' as const, 'arrears' as const),
});

/** Contracts as the register can hold them: several terms, gaps, changes of period and of the way of paying, ends, every rule of billing. */
export const anyContract: fc.Arbitrary<Contract> = fc.record({
  start: fc.integer({ min: 0, max: 2500 }), lead: fc.integer({ min: -40, max: 40 }), open: fc.boolean(), same: fc.boolean(), length: fc.option(fc.integer({ min: 0, max: 2500 }), { freq: 3 }),
  terms: fc.array(term, { minLength: 1, maxLength: 5 }), anchor: fc.option(fc.integer({ min: -400, max: 40 })),
}).map(({ start, lead, open, same, length, terms, anchor }) => {
  const startsOn = addDays('2016-01-01', start);
  let at = addDays(startsOn, lead);
  const first = terms[0];
  const rows = terms.map((t, i): ContractTerm => {
    const from = addDays(at, t.gap);
    at = addDays(from, t.days);
    const way = same && first !== undefined ? first : t;
    return { from, to: open && i === terms.length - 1 ? null : at, amount: t.amount, charges: t.charges, period: way.period, dueDay: way.dueDay, dueWhen: way.dueWhen, prorata: way.prorata, anchor: anchor === null ? null : addDays(startsOn, anchor) };
  });
  const endedOn = length === null ? null : addDays(startsOn, length);
  return { startsOn, heldUntil: endedOn, endedOn, billing: { afterEnd: false }, terms: rows };
});

/** A clause of indexation in percent, or none. */
export const anyClause = fc.option(fc.record({ every: fc.integer({ min: 1, max: 40 }), bp: fc.integer({ min: 1, max: 2500 }) }), { freq: 2 });
/** Every term of a contract with a clause counted from its first day; none where there is none. */
export const withClause = (c: Contract, clause: { every: number; bp: number } | null) => c.terms.map((t) => ({ ...t, escalation: clause === null || t.amount === 0n ? null : { ...clause, index: null, from: t.from } }));

/** Writes a contract as an occupation in force; answers its id. */
export async function plant(tx: Tx, reference: string, c: Contract, currency = 'TND', clause: { every: number; bp: number } | null = null): Promise<string> {
  const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, starts_on, ended_on, currency, validated_at) values (current_commune(), ?, 'bail_commercial', 'active', ?, ?, ?, now()) returning id`,
    [reference, c.startsOn, c.endedOn, currency]) as { rows: { id: string }[] };
  const id = o?.id ?? '';
  for (const t of c.terms) {
    await tx.raw('insert into occupation_term (commune_id, occupation_id, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, prorata, anchor_on, index_every, index_bp, index_from) values (current_commune(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [id, t.from, t.to, String(t.amount), String(t.charges), currency, t.period, t.dueDay, t.dueWhen, t.prorata, t.anchor, ...(clause === null || t.amount === 0n ? [null, null, null] : [clause.every, clause.bp, t.from])]);
  }
  return id;
}
