import type { RetentionDone, RetentionRule } from '@sommier/domain/personal';
import type { Tx } from '../../platform/db/index.ts';
import { eraseParty } from './erase.store.ts';
import { HELD } from './held.ts';
import { openMatters, retentionRules } from './holdings.queries.ts';

type Rows<T> = { rows: T[] };
/** Persons of one run: what is left waits for the next. */
const AT_ONCE = 500;

export async function saveRules(tx: Tx, rules: readonly RetentionRule[]): Promise<void> {
  for (const r of rules) {
    await tx.raw(`insert into retention_rule (commune_id, category, years, basis) values (current_commune(), :category, :years, :basis)
      on conflict (commune_id, category) do update set years = excluded.years, basis = excluded.basis, updated_at = now()`, { ...r, basis: r.basis || null });
  }
}

/**
 * Persons all of whose rows are past their years. A person with a row of a category that is never forgotten stays, and so does one with an open matter.
 * Bodies are not persons: they stay.
 */
async function pastTheirYears(tx: Tx, rules: readonly RetentionRule[]): Promise<string[]> {
  const years = new Map(rules.map((r) => [r.category, r.years]));
  if (years.get('identity') === null) return [];
  const fresh = HELD.filter((h) => h.category !== 'trail').map(({ table, category, where, at }) => {
    const y = years.get(category);
    const holds = y == null ? 'true' : `coalesce(cast(${at} as timestamptz), '-infinity') > now() - make_interval(years => ${String(y)})`;
    return `exists (select from ${table} t where t.commune_id = current_commune() and (${where.replaceAll(':id', 'p.id')}) and ${holds})`;
  });
  const { rows } = await tx.raw(`select p.id from party p where p.commune_id = current_commune() and p.kind = 'natural' and p.erased_at is null and p.merged_into is null and not (${fresh.join(' or ')}) order by p.id limit ${String(AT_ONCE)}`) as Rows<{ id: string }>;
  const out: string[] = [];
  for (const { id } of rows) if ((await openMatters(tx, id)).length === 0) out.push(id);
  return out;
}

/** Forgets what is past its years, or counts it. Answers what it did, with the persons it erased. */
export async function runRetention(tx: Tx, dryRun: boolean): Promise<{ done: RetentionDone; erased: string[] }> {
  const rules = await retentionRules(tx);
  const years = (category: RetentionRule['category']): number | null => rules.find((r) => r.category === category)?.years ?? null;
  const persons = await pastTheirYears(tx, rules);
  const past = async (category: RetentionRule['category'], table: string, where: string, change: string): Promise<number> => {
    const y = years(category);
    if (y === null) return 0;
    const bind = { years: y };
    if (dryRun) return (((await tx.raw(`select count(*)::integer as n from ${table} t where t.commune_id = current_commune() and ${where}`, bind)) as Rows<{ n: number }>).rows[0]?.n ?? 0);
    return ((await tx.raw(`${change} where t.commune_id = current_commune() and ${where}`, bind)) as { rowCount: number }).rowCount;
  };
  const before = 'now() - make_interval(years => :years)';
  if (!dryRun) for (const id of persons) await eraseParty(tx, id, false);
  const accounts = await past('portal', 'declarant_account', `t.email not like 'effacee-%' and t.created_at < ${before} and not exists (select from declarant_session s where s.commune_id = t.commune_id and s.account_id = t.id and s.last_seen_at > ${before})`,
    `update declarant_account t set email = 'effacee-' || t.id || '@invalid', password_hash = '', disabled_at = coalesce(t.disabled_at, now())`);
  const candidates = await past('calls', 'call_candidate', `t.state <> 'awarded' and t.project <> '—' and t.received_on < ${before}`, `update call_candidate t set project = '—', note = null`);
  const values = await past('trail', 'audit_personal', `t.salt is not null and exists (select from audit_entry e where e.commune_id = t.commune_id and e.seq = t.seq and e.at < ${before})`, 'update audit_personal t set salt = null, value = null');
  return { done: { dryRun, persons: persons.length, accounts, candidates, values }, erased: persons };
}
