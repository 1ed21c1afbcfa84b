import { CATEGORIES, FATE, FIRST_RULES, pseudonymOf, type Category, type ErasurePlan, type OpenMatter, type RetentionRule } from '@sommier/domain/personal';
import type { Tx } from '../../platform/db/index.ts';
import { HELD, HIDDEN } from './held.ts';

type Rows<T> = { rows: T[] };
export interface Part { category: Category; table: string; rows: Record<string, unknown>[] }
/** Most rows of one table: a person with more is a platform, whose facts have their own export. */
export const MOST_ROWS = 20_000;

/** Every row about a party, by category and table, without keys and secrets; the trail with the names of who read. */
export async function holdingsOf(tx: Tx, id: string): Promise<Part[]> {
  const parts: Part[] = [];
  const hidden = `{${HIDDEN.join(',')}}`;
  for (const { table, category, where } of HELD) {
    const more = table === 'audit_entry' ? `|| jsonb_build_object('actor_name', (select w.name from person w where w.id = t.actor_id))` : '';
    const { rows } = await tx.raw(`select (to_jsonb(t) - cast(:hidden as text[])) ${more} as row from ${table} t where t.commune_id = current_commune() and (${where}) limit ${String(MOST_ROWS)}`, { id, hidden }) as Rows<{ row: Record<string, unknown> }>;
    parts.push({ category, table, rows: rows.map((r) => r.row) });
  }
  return parts;
}

/** The commune's rules, each category once. */
export async function retentionRules(tx: Tx): Promise<RetentionRule[]> {
  const { rows } = await tx.raw('select r.category, r.years::integer as years, r.basis from retention_rule r where r.commune_id = current_commune()') as Rows<RetentionRule>;
  return FIRST_RULES.map((first) => rows.find((r) => r.category === first.category) ?? first);
}

/** What stands in the way of an erasure. */
export async function openMatters(tx: Tx, id: string): Promise<OpenMatter[]> {
  const { rows: [o] } = await tx.raw(`with r as (select o.id, o.status from occupation_party p join occupation o on o.commune_id = p.commune_id and o.id = p.occupation_id where p.commune_id = current_commune() and p.party_id = :id and (p.until is null or p.until > current_date)),
    a as (select a.id from ledger_account a where a.commune_id = current_commune() and (a.party_id = :id or (a.party_id is null and a.occupation_id in (select p.occupation_id from occupation_party p where p.commune_id = current_commune() and p.party_id = :id))))
    select exists (select from r where r.status <> 'ended') as "right",
      exists (select from a where (select coalesce(sum(case when p.debit_id = a.id then p.amount else -p.amount end), 0) from ledger_posting p where p.commune_id = current_commune() and a.id in (p.debit_id, p.credit_id)) <> 0) as balance,
      exists (select from collection_file f where f.commune_id = current_commune() and f.party_id = :id and f.closed_at is null) as file,
      exists (select from declaration d where d.commune_id = current_commune() and d.party_id = :id and d.state = 'draft') as draft`, { id }) as Rows<Record<OpenMatter, boolean>>;
  return (['right', 'balance', 'file', 'draft'] as const).filter((m) => o?.[m] === true);
}

/** What an erasure would do, or undefined where there is no such party. */
export async function planOf(tx: Tx, id: string): Promise<(ErasurePlan & { erased: boolean; kind: string }) | undefined> {
  const { rows: [party] } = await tx.raw('select p.version, p.kind, p.erased_at is not null as erased from party p where p.commune_id = current_commune() and p.id = :id', { id }) as Rows<{ version: number; kind: string; erased: boolean }>;
  if (party === undefined) return undefined;
  const rules = new Map((await retentionRules(tx)).map((r) => [r.category, r.years]));
  const counted = new Map<Category, { rows: number; until: string | null }>();
  for (const { table, category, where, at } of HELD) {
    const { rows: [n] } = await tx.raw(`select count(*)::integer as rows, to_char(max(cast(${at} as timestamptz)) + make_interval(years => :years), 'YYYY-MM-DD') as until from ${table} t where t.commune_id = current_commune() and (${where})`, { id, years: rules.get(category) ?? 0 }) as Rows<{ rows: number; until: string | null }>;
    const before = counted.get(category) ?? { rows: 0, until: null };
    counted.set(category, { rows: before.rows + (n?.rows ?? 0), until: rules.get(category) === null || n?.until == null || (before.until !== null && before.until > n.until) ? before.until : n.until });
  }
  const parts = CATEGORIES.map((category) => ({ category, fate: FATE[category], rows: counted.get(category)?.rows ?? 0, until: counted.get(category)?.until ?? null }));
  return {
    party: id, pseudonym: pseudonymOf(id), version: party.version, parts, open: await openMatters(tx, id), erased: party.erased, kind: party.kind,
    whole: parts.every((p) => p.rows === 0 || ['identity', 'trail'].includes(p.category)),
  };
}
