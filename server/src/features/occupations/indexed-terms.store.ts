import { escalate, reachOf, type Escalation, type IndexValues, type MissingIndex, type Reach } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';

interface Clause { id: string; occupation: string; from: string; to: string | null; amount: string; every: number; bp: number | null; index: string | null; since: string }
/** Values of the indexes some clauses name, by index. */
async function valuesOf(tx: Tx, indexes: string[]): Promise<IndexValues> {
  if (indexes.length === 0) return new Map();
  const { rows } = await tx.raw(`select i.index_code as index, i.from_on as "from", i.value from revision_index i where i.commune_id = current_commune() and i.index_code = any(cast(? as text[])) order by i.from_on`, [indexes]) as { rows: { index: string; from: string; value: string }[] };
  const found = new Map<string, { from: string; value: bigint }[]>();
  for (const r of rows) found.set(r.index, [...(found.get(r.index) ?? []), { from: r.from, value: BigInt(r.value) }]);
  return found;
}
export const clauseOf = (c: { every: number | null; bp: number | null; index: string | null; since: string | null }): Escalation | null => (c.every === null || c.since === null ? null : { every: c.every, bp: c.bp, index: c.index, from: c.since });
export const indexValuesOf = (tx: Tx, clauses: readonly (Escalation | null)[]): Promise<IndexValues> => valuesOf(tx, [...new Set(clauses.flatMap((c) => (c?.index ? [c.index] : [])))]);

/**
 * Writes the steps that the contracts' own clauses bring as further dated terms, each carrying its clause on. What is written stays; a clause
 * whose index has no value yet waits, and is named. Asked twice, it writes nothing twice.
 */
export async function indexTerms(tx: Tx, occupations: readonly string[], reach: Reach): Promise<{ written: number; missing: MissingIndex[] }> {
  const { rows } = await tx.raw(`select t.id, t.occupation_id as occupation, t.from_on as "from", t.to_on as "to", t.amount_minor as amount, t.index_every as every, t.index_bp as bp, t.index_code as index, t.index_from as since from occupation_term t
    where t.commune_id = current_commune() and t.index_every is not null and t.amount_minor > 0 and t.occupation_id = any(cast(:occupations as bigint[])) and t.from_on <= cast(:through as date)`, { occupations, through: reach.percent }) as { rows: Clause[] };
  if (rows.length === 0) return { written: 0, missing: [] };
  const values = await indexValuesOf(tx, rows.map(clauseOf));
  const missing: MissingIndex[] = [];
  const cuts = rows.flatMap((r) => {
    const found = escalate({ from: r.from, to: r.to, amount: BigInt(r.amount), escalation: clauseOf(r) }, reachOf(clauseOf(r), reach), values);
    if (found.missing !== null) missing.push(found.missing);
    return found.steps.map((s, i) => ({ id: r.id, from: s.from, to: found.steps[i + 1]?.from ?? r.to, amount: String(s.amount), first: i === 0 }));
  });
  if (cuts.length === 0) return { written: 0, missing };
  const firsts = cuts.filter((c) => c.first);
  await tx.raw(`update occupation_term t set to_on = c.day from unnest(cast(:ids as bigint[]), cast(:days as date[])) as c(id, day) where t.commune_id = current_commune() and t.id = c.id`, { ids: firsts.map((c) => c.id), days: firsts.map((c) => c.from) });
  await tx.raw(`insert into occupation_term (commune_id, occupation_id, kind, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, prorata, anchor_on, indexation, last_revised_on, source, note, index_every, index_bp, index_code, index_from)
    select t.commune_id, t.occupation_id, 'step', c.from_on, c.to_on, c.amount, t.charges_minor, t.currency, t.period, t.due_day, t.due_when, t.prorata, t.anchor_on, t.indexation, c.from_on, 'indexation', t.note, t.index_every, t.index_bp, t.index_code, t.index_from
    from unnest(cast(:ids as bigint[]), cast(:from as date[]), cast(:to as date[]), cast(:amounts as bigint[])) as c(id, from_on, to_on, amount) join occupation_term t on t.commune_id = current_commune() and t.id = c.id`,
  { ids: cuts.map((c) => c.id), from: cuts.map((c) => c.from), to: cuts.map((c) => c.to), amounts: cuts.map((c) => c.amount) });
  await tx.raw('update occupation set version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = any(cast(? as bigint[]))', [[...new Set(rows.filter((r) => firsts.some((c) => c.id === r.id)).map((r) => r.occupation))]]);
  return { written: cuts.length, missing };
}
