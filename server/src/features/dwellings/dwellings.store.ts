import { contradiction, groupsOf, type DecidedPair, type NightsDecision } from '@sommier/domain/dwellings';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const list = (ids: Iterable<string>): string => `{${[...ids].join(',')}}`;

/** Every listing that decisions tie to some listings, directly or by others, and the decisions among them. Commune-wide changes of groups wait for one another. */
async function around(tx: Tx, seeds: readonly string[]): Promise<{ ids: Set<string>; pairs: DecidedPair[] }> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('sommier.dwellings'), current_commune())`);
  const { rows } = await tx.raw(`with recursive tied(id) as (
      select id from unnest(cast(:seeds as bigint[])) s(id)
      union select case when p.low_id = t.id then p.high_id else p.low_id end from tied t join listing_pair p on p.commune_id = current_commune() and (p.low_id = t.id or p.high_id = t.id) and p.verdict in ('same', 'rooms'))
    select id from tied union select m.listing_id from dwelling_listing s join dwelling_listing m on m.commune_id = s.commune_id and m.dwelling_id = s.dwelling_id where s.commune_id = current_commune() and s.listing_id in (select id from tied)`, { seeds: list(seeds) }) as Rows<{ id: string }>;
  const ids = new Set(rows.map((r) => r.id));
  const { rows: pairs } = await tx.raw(`select low_id as low, high_id as high, verdict from listing_pair where commune_id = current_commune() and state = 'decided' and low_id = any(cast(:ids as bigint[])) and high_id = any(cast(:ids as bigint[]))`, { ids: list(ids) }) as Rows<DecidedPair>;
  return { ids, pairs };
}

const titleOf = async (tx: Tx, id: string): Promise<string> => (await tx.raw(`select platform || ' ' || external_id as name from listing where commune_id = current_commune() and id = ?`, [id]) as Rows<{ name: string }>).rows[0]?.name ?? id;

/**
 * Makes the dwellings of some listings follow the decisions again. A dwelling keeps its id while one of its listings stays; when its listings change, what was decided
 * of its nights falls: it was decided of another group. Throws `rule_refused` when decisions contradict one another.
 */
export async function followDecisions(tx: Tx, seeds: readonly string[]): Promise<{ made: number; gone: number }> {
  const { ids, pairs } = await around(tx, seeds);
  const against = contradiction(pairs);
  if (against !== undefined) throw new AppError('rule_refused', 'decisions contradict', { reason: 'dwellings.contradiction', low: await titleOf(tx, against.low), high: await titleOf(tx, against.high) });
  const { rows: now } = await tx.raw('select listing_id as listing, dwelling_id as dwelling from dwelling_listing where commune_id = current_commune() and listing_id = any(cast(:ids as bigint[]))', { ids: list(ids) }) as Rows<{ listing: string; dwelling: string }>;
  const had = new Map(now.map((r) => [r.listing, r.dwelling]));
  const before = new Map<string, string[]>();
  for (const { listing, dwelling } of now) before.set(dwelling, [...before.get(dwelling) ?? [], listing]);
  const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x) => b.includes(x));
  const kept = new Set<string>();
  let made = 0;
  const groups = groupsOf(pairs).map((members) => ({ members, dwelling: members.map((m) => had.get(m)).find((d) => d !== undefined && same(before.get(d) ?? [], members)) }));
  for (const g of groups) if (g.dwelling !== undefined) kept.add(g.dwelling);
  for (const { members, dwelling } of groups) {
    if (dwelling !== undefined) continue;
    const old = members.map((m) => had.get(m)).find((d) => d !== undefined && !kept.has(d));
    const { rows: [row] } = old === undefined ? await tx.raw('insert into dwelling (commune_id) values (current_commune()) returning id') as Rows<{ id: string }>
      : await tx.raw('update dwelling set nights_rule = null, nights_listing = null, nights_by = null, nights_at = null, nights_note = null, version = version + 1 where commune_id = current_commune() and id = ? returning id', [old]) as Rows<{ id: string }>;
    const id = row?.id ?? '';
    if (old === undefined) made += 1;
    kept.add(id);
    await tx.raw(`insert into dwelling_listing (commune_id, listing_id, dwelling_id) select current_commune(), m.id, :id from unnest(cast(:members as bigint[])) m(id)
      on conflict (commune_id, listing_id) do update set dwelling_id = excluded.dwelling_id`, { id, members: list(members) });
  }
  const inGroups = new Set(groups.flatMap((g) => g.members));
  await tx.raw('delete from dwelling_listing where commune_id = current_commune() and listing_id = any(cast(:ids as bigint[]))', { ids: list(now.map((r) => r.listing).filter((l) => !inGroups.has(l))) });
  const gone = [...before.keys()].filter((d) => !kept.has(d));
  await tx.raw('delete from dwelling where commune_id = current_commune() and id = any(cast(:gone as bigint[]))', { gone: list(gone) });
  return { made, gone: gone.length };
}

/** Writes how the nights are counted. Throws not_found, stale, and rule_refused when the listing named is not of the dwelling. */
export async function writeNights(tx: Tx, id: string, d: NightsDecision, person: string): Promise<void> {
  const { rows: [now] } = await tx.raw('select version from dwelling where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number }>;
  if (now === undefined) throw new AppError('not_found', `no dwelling ${id}`);
  if (now.version !== d.version) throw new AppError('stale', 'the group changed', { version: now.version });
  const named = d.rule === 'one' ? d.listing : null;
  if (named !== null && (await tx.raw('select from dwelling_listing where commune_id = current_commune() and dwelling_id = ? and listing_id = ?', [id, named]) as Rows<unknown>).rows.length === 0) throw new AppError('rule_refused', 'not of it', { reason: 'dwellings.not_of_dwelling' });
  await tx.raw('update dwelling set nights_rule = :rule, nights_listing = :named, nights_by = :person, nights_at = now(), nights_note = :note, version = version + 1 where commune_id = current_commune() and id = :id', { id, rule: d.rule, named, person, note: d.note || null });
}
