import { pseudonymArOf, pseudonymOf } from '@sommier/domain/personal';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** A value this short stands in too many places to be somebody's. */
const LEAST = 4;

/** Values by which the trail may know a party: names, numbers, the address of the portal. */
const valuesOf = async (tx: Tx, id: string): Promise<string[]> => (await tx.raw(`select v from (
    select p.name as v from party p where p.commune_id = current_commune() and (p.id = :id or p.merged_into = :id)
    union select p.name_ar from party p where p.commune_id = current_commune() and (p.id = :id or p.merged_into = :id)
    union select i.value from party_identifier i where i.commune_id = current_commune() and i.party_id = :id
    union select d.email from declarant_account d where d.commune_id = current_commune() and d.party_id = :id) x where length(v) >= ${String(LEAST)}`, { id }) as Rows<{ v: string }>).rows.map((r) => r.v);

/** Forgets values of the trail with their salts; the commitments stay, so the chain stays whole. Answers how many. */
export async function forgetTrail(tx: Tx, id: string, values: readonly string[]): Promise<number> {
  const { rowCount } = await tx.raw(`update audit_personal s set salt = null, value = null where s.commune_id = current_commune() and s.salt is not null and (s.value = any (cast(:values as text[]))
    or s.seq in (select e.seq from audit_entry e where e.commune_id = current_commune() and e.subject = 'party:' || cast(:id as text)))`, { id, values: textArray(values) }) as { rowCount: number };
  return rowCount;
}
const textArray = (values: readonly string[]): string => `{${values.map((v) => `"${v.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

export interface Erased { identifiers: number; portal: number; candidates: number; payers: number; values: number; removed: boolean }

/**
 * Erases a party whose row is locked: numbers, note, account of the portal, what she wrote as a candidate, the payer's words of bank lines, the trail's
 * values with their salts. Her row takes a pseudonym where `whole` is false; else it goes, and whatever the database still holds to it keeps it.
 */
export async function eraseParty(tx: Tx, id: string, whole: boolean): Promise<Erased> {
  const bind = { id };
  const values = await valuesOf(tx, id);
  const count = async (sql: string, more: object = {}): Promise<number> => ((await tx.raw(sql, { ...bind, ...more })) as { rowCount: number }).rowCount;
  const portal = await count(`delete from declarant_session s where s.commune_id = current_commune() and s.account_id in (select d.id from declarant_account d where d.commune_id = current_commune() and d.party_id = :id)`)
    + await count('delete from declarant_invitation i where i.commune_id = current_commune() and i.party_id = :id')
    + await count(`update declarant_account d set email = 'effacee-' || d.id || '@invalid', password_hash = '', disabled_at = coalesce(d.disabled_at, now()) where d.commune_id = current_commune() and d.party_id = :id`);
  const candidates = await count(`update call_candidate c set project = '—', note = null where c.commune_id = current_commune() and c.party_id = :id`);
  const payers = await count(`update payment_line l set payer = null, note = null where l.commune_id = current_commune() and (l.payer is not null or l.note is not null) and l.account_id in (select a.id from ledger_account a where a.commune_id = current_commune()
    and (a.party_id = :id or (a.party_id is null and a.occupation_id in (select p.occupation_id from occupation_party p where p.commune_id = current_commune() and p.party_id = :id))))`);
  const identifiers = await count('delete from party_identifier i where i.commune_id = current_commune() and i.party_id = :id');
  // Answers kept for repeated requests go in a day by themselves; hers go now.
  await count('delete from idempotency i where i.commune_id = current_commune() and exists (select from unnest(cast(:values as text[])) v where position(v in i.reply::text) > 0)', { values: textArray(values) });
  const forgotten = await forgetTrail(tx, id, values);
  await count(`update party p set name = :name, name_ar = :nameAr, legal_form = null, activity = null, note = null, search = '', source_digest = null, erased_at = now(), updated_at = now(), version = p.version + 1
    where p.commune_id = current_commune() and (p.id = :id or p.merged_into = :id)`, { name: pseudonymOf(id), nameAr: pseudonymArOf(id) });
  const removed = whole && await count('delete from party p where p.commune_id = current_commune() and p.id = :id and not exists (select from party m where m.commune_id = current_commune() and m.merged_into = p.id)') > 0;
  return { identifiers, portal, candidates, payers, values: forgotten, removed };
}
