import { numberKey, type NewRegistration, type RegistrationRules } from '@sommier/domain/registrations';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
export interface ListCounts { inserted: number; updated: number; unchanged: number; removed: number }
const SAYS = '(number, holder, address, capacity, night_cap, valid_from, valid_to, geom)';

/** Brings a list in: new numbers are added, known ones say what the list says; with `replace` what it no longer has leaves. `keep` false counts and keeps nothing. */
export async function bringList(tx: Tx, rows: readonly NewRegistration[], { source, replace, person, keep }: { source: string; replace: boolean; person: string | null; keep: boolean }): Promise<ListCounts> {
  const bind = { rows: JSON.stringify(rows.map((r) => ({ ...r, key: numberKey(r.number) }))), source, person };
  const GIVEN = `(select j.key, j.number, j.holder, j.address, j.capacity, j."nightCap" as night_cap, j."validFrom" as valid_from, j."validTo" as valid_to, case when j.lon is not null then st_setsrid(st_makepoint(j.lon, j.lat), 4326) end as geom
    from jsonb_to_recordset(cast(:rows as jsonb)) j(key text, number text, holder text, address text, capacity integer, "nightCap" integer, "validFrom" date, "validTo" date, lon float8, lat float8)) g`;
  const differs = `(r.number, r.holder, r.address, r.capacity, r.night_cap, r.valid_from, r.valid_to, st_asbinary(r.geom)) is distinct from (g.number, g.holder, g.address, g.capacity, g.night_cap, g.valid_from, g.valid_to, st_asbinary(g.geom))`;
  const { rows: [n] } = await tx.raw(`select count(*) filter (where r.id is null)::integer as inserted, count(*) filter (where r.id is not null and ${differs})::integer as updated, count(*) filter (where r.id is not null and not ${differs})::integer as unchanged,
    (select count(*)::integer from registration x where x.commune_id = current_commune() and not exists (select from ${GIVEN} where g.key = x.number_key)) as removed
    from ${GIVEN} left join registration r on r.commune_id = current_commune() and r.number_key = g.key`, bind) as Rows<ListCounts>;
  const counts = { inserted: n?.inserted ?? 0, updated: n?.updated ?? 0, unchanged: n?.unchanged ?? 0, removed: replace ? n?.removed ?? 0 : 0 };
  if (!keep) return counts;
  if (replace) await tx.raw(`delete from registration x where x.commune_id = current_commune() and not exists (select from ${GIVEN} where g.key = x.number_key)`, bind);
  await tx.raw(`update registration r set ${SAYS} = (g.number, g.holder, g.address, g.capacity, g.night_cap, g.valid_from, g.valid_to, g.geom), source = :source, version = r.version + 1 from ${GIVEN} where r.commune_id = current_commune() and r.number_key = g.key and ${differs}`, bind);
  await tx.raw(`insert into registration (commune_id, number_key, number, holder, address, capacity, night_cap, valid_from, valid_to, geom, source, added_by) select current_commune(), g.key, g.number, g.holder, g.address, g.capacity, g.night_cap, g.valid_from, g.valid_to, g.geom, :source, :person
    from ${GIVEN} where not exists (select from registration r where r.commune_id = current_commune() and r.number_key = g.key)`, bind);
  return counts;
}
/** Takes one off the list; answers its number. Throws not_found. */
export async function dropRegistration(tx: Tx, id: string): Promise<string> {
  const { rows: [row] } = await tx.raw('delete from registration where commune_id = current_commune() and id = ? returning number', [id]) as Rows<{ number: string }>;
  if (row === undefined) throw new AppError('not_found', `no registration ${id}`);
  return row.number;
}
/** Writes the commune's rules. Throws stale when somebody did since they were read. */
export async function writeRules(tx: Tx, rules: RegistrationRules, version: number, person: string | null): Promise<void> {
  const { rows } = await tx.raw(`insert into registration_rule (commune_id, rules, updated_by) select current_commune(), cast(:rules as jsonb), cast(:person as bigint) where :version = 0
      on conflict (commune_id) do nothing returning version`, { rules: JSON.stringify(rules), person, version }) as Rows<unknown>;
  if (rows.length > 0) return;
  const { rows: done } = await tx.raw('update registration_rule set rules = cast(:rules as jsonb), version = version + 1, updated_by = :person, updated_at = now() where commune_id = current_commune() and version = :version returning version', { rules: JSON.stringify(rules), person, version }) as Rows<unknown>;
  if (done.length === 0) throw new AppError('stale', 'the rules changed', {});
}
