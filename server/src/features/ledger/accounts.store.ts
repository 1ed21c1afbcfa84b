import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

export const COUNTERS = ['revenue', 'charges', 'penalties', 'fees', 'tax', 'deposits', 'cash', 'bank', 'treasury', 'unallocated', 'waived', 'refunds'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counters = Record<Counter, string>;

/** The commune's counter accounts, opened once. */
export async function counters(tx: Tx): Promise<Counters> {
  const read = async (): Promise<Counters> => {
    const { rows } = await tx.raw(`select a.kind, a.id from ledger_account a where a.commune_id = current_commune() and a.kind <> 'payer'`) as { rows: { kind: Counter; id: string }[] };
    return Object.fromEntries(rows.map((r) => [r.kind, r.id])) as Counters;
  };
  const there = await read();
  if (COUNTERS.every((kind) => there[kind] !== undefined)) return there;
  await tx.raw(`insert into ledger_account (commune_id, kind) select current_commune(), k from unnest(?::text[]) as k on conflict do nothing`, [[...COUNTERS]]);
  return read();
}

/** Who pays for a right on a day, the tenant before the others; null where nobody is named. */
export const PAYER = (occupation: string, day: string): string => `(select op.party_id from occupation_party op where op.commune_id = current_commune() and op.occupation_id = ${occupation}
    and op.role in ('tenant','concessionaire','beneficiary','occupant','subtenant') and (op.since is null or op.since <= ${day}) and (op.until is null or op.until > ${day})
  order by case op.role when 'tenant' then 1 when 'concessionaire' then 2 when 'beneficiary' then 3 when 'occupant' then 4 else 5 end, op.ordinal, op.party_id limit 1)`;

/** Opens the account of today's payer for every occupation of `scope_rows` that has it not, and notes it there. */
export async function openAccounts(tx: Tx, today: string): Promise<void> {
  await tx.raw(`with payer as (select x.occ, ${PAYER('x.occ', 'cast(:today as date)')} as party from scope_rows x), opened as (
      insert into ledger_account (commune_id, kind, occupation_id, party_id) select current_commune(), 'payer', p.occ, p.party from payer p on conflict do nothing returning id, occupation_id)
    update scope_rows s set account = coalesce(o.id, a.id) from payer p left join opened o on o.occupation_id = p.occ
      left join ledger_account a on a.commune_id = current_commune() and a.kind = 'payer' and a.occupation_id = p.occ and a.party_id is not distinct from p.party where s.occ = p.occ`, { today });
}

/** The account of today's payer for one occupation, opened when absent. */
export async function accountOf(tx: Tx, occupation: string, today: string): Promise<string> {
  const find = async (): Promise<string | undefined> => {
    const { rows } = await tx.raw(`select a.id from ledger_account a where a.commune_id = current_commune() and a.kind = 'payer' and a.occupation_id = :occupation
      and a.party_id is not distinct from ${PAYER('cast(:occupation as bigint)', 'cast(:today as date)')}`, { occupation, today }) as { rows: { id: string }[] };
    return rows[0]?.id;
  };
  const there = await find();
  if (there !== undefined) return there;
  await tx.raw(`insert into ledger_account (commune_id, kind, occupation_id, party_id) values (current_commune(), 'payer', :occupation, ${PAYER('cast(:occupation as bigint)', 'cast(:today as date)')}) on conflict do nothing`, { occupation, today });
  return (await find()) ?? (() => { throw new Error('an account was not opened'); })();
}

/** A new entry of the journal: the postings that belong together, with who wrote them. */
export async function newEntry(tx: Tx, kind: string, person: string | null, note: string | null = null, reverses: string | null = null): Promise<string> {
  const { rows: [row] } = await tx.raw('insert into ledger_entry (commune_id, kind, note, reverses, created_by) values (current_commune(), ?, ?, ?, ?) returning id', [kind, note, reverses, person]) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('no entry');
  return row.id;
}

/** The next number of a series in a year. The row is held until the transaction ends: two never take one, and a rollback leaves no gap. */
export async function nextNumber(tx: Tx, series: string, year: number): Promise<number> {
  const { rows: [row] } = await tx.raw(`insert into ledger_number (commune_id, series, year, last) values (current_commune(), :series, :year, 1)
    on conflict (commune_id, series, year) do update set last = ledger_number.last + 1 returning last`, { series, year }) as { rows: { last: number }[] };
  if (row === undefined) throw new Error('no number');
  return row.last;
}

/** A refusal that says amounts, in the commune's currency. */
export async function beyond(tx: Tx, reason: string, amounts: Readonly<Record<string, bigint>>): Promise<AppError> {
  const { rows: [c] } = await tx.raw('select c.currency from commune c where c.id = current_commune()') as { rows: { currency: string }[] };
  return new AppError('rule_refused', reason, { reason, currency: c?.currency, money: Object.fromEntries(Object.entries(amounts).map(([name, minor]) => [name, String(minor)])) });
}

/** Today in the commune's own time zone. */
export async function today(tx: Tx): Promise<string> {
  const { rows: [row] } = await tx.raw(`select to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as today from commune c where c.id = current_commune()`) as { rows: { today: string }[] };
  if (row === undefined) throw new Error('no commune');
  return row.today;
}
