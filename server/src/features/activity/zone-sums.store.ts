import { CERTAIN_SHARE } from '@sommier/domain/zones';
import { SAN_FRANCISCO } from '@sommier/domain/listings';
import type { Database, Tx } from '../../platform/db/index.ts';
import { nightsAt, present, SIZES, type Filter } from './present.sql.ts';

export interface Sum { certain: number; possible: number; expected: number; active: number; nights: number; low: number; high: number; revenue: number }
export const NONE: Sum = { certain: 0, possible: 0, expected: 0, active: 0, nights: 0, low: 0, high: 0, revenue: 0 };
/** The sums of a question over discs with their `share`. */
export const SUMS = `count(*) filter (where share >= ${CERTAIN_SHARE})::integer as certain, count(*) filter (where share < ${CERTAIN_SHARE})::integer as possible, coalesce(sum(share), 0) as expected, coalesce(sum(share) filter (where reviews > 0), 0) as active,
  coalesce(sum(share * nights), 0) as nights, coalesce(sum(share * ${nightsAt(SAN_FRANCISCO.reviewRateHigh)}), 0) as low, coalesce(sum(share * ${nightsAt(SAN_FRANCISCO.reviewRateLow)}), 0) as high, coalesce(sum(share * nights * price_minor), 0) as revenue`;
const KEPT = ['certain', 'possible', 'expected', 'active', 'nights', 'low', 'high', 'revenue'];
/** How many listings of a zone are kept by name: what the map and its first pages of a list show. */
const FIRST = 1000;
/** After every capture there is. */
const LATEST = '9999-12-31';
const SHARED = `present.*, z.zone_id, z.share::float8 as share from present join listing_zone z on z.commune_id = current_commune() and z.listing_id = present.id`;
/** One size of host, in SQL over `host_listings`. */
export const SIZE = `case when ${SIZES.one} then 'one' when ${SIZES.few} then 'few' else 'many' end`;

/** What the sums are made of: the versions of listings and zones, and the model. Any change of either makes another stamp. */
export async function stampOf(tx: Tx, on: string, layers: readonly string[] = ['listings', 'zones']): Promise<{ stamp: string; latest: boolean }> {
  const { rows: [v] } = await tx.raw(`select coalesce(string_agg(layer || version, ' ' order by layer), '') as data, not exists (select from capture where commune_id = current_commune() and captured_on > cast(:on as date)) as latest
    from data_version where commune_id = current_commune() and layer = any (cast(:layers as text[]))`, { on, layers: `{${layers.join(',')}}` }) as { rows: { data: string; latest: boolean }[] };
  return { stamp: `${v?.data ?? ''} ${SAN_FRANCISCO.name} ${String(SAN_FRANCISCO.version)}`, latest: v?.latest === true };
}

const list = (zones: readonly string[]): string => `{${zones.join(',')}}`;
/** Those of the zones whose sums are of other data than now. */
async function staleOf(tx: Tx, zones: readonly string[], stamp: string): Promise<string[]> {
  const { rows } = await tx.raw(`select z.id from unnest(cast(:ids as bigint[])) z(id) where not exists (select from zone_kept k where k.commune_id = current_commune() and k.zone_id = z.id and k.stamp = :stamp)`, { ids: list(zones), stamp }) as { rows: { id: string }[] };
  return rows.map((r) => r.id);
}

/**
 * Sums and first listings of zones anew, where they do not stand. Who asks for a whole set waits for whoever keeps it; a single zone never waits for a set: false when its
 * set is being kept by another, and then nothing was kept.
 */
async function keep(tx: Tx, asked: { set: string } | { zone: string }, zones: readonly string[], stamp: string): Promise<boolean> {
  const key = `hashtext('sommier.zone.sums'), hashtext(current_commune() || ' ' || `;
  if ('set' in asked) await tx.raw(`select pg_advisory_xact_lock(${key}cast(:set as text)))`, asked);
  else {
    const { rows: [free] } = await tx.raw(`select pg_try_advisory_xact_lock_shared(${key}z.set_id)) as free from zone z where z.commune_id = current_commune() and z.id = :zone`, asked) as { rows: { free: boolean }[] };
    if (free?.free !== true) return false;
    await tx.raw(`select pg_advisory_xact_lock(${key}'zone ' || cast(:zone as text)))`, asked);
  }
  const stale = await staleOf(tx, zones, stamp);
  if (stale.length === 0) return true;
  await tx.raw('delete from zone_sum where commune_id = current_commune() and zone_id = any (cast(:ids as bigint[]))', { ids: list(stale) });
  // A few zones read their own discs; most of a set reads all listings once.
  const p = present({ on: LATEST, near: stale.length < 10 });
  await tx.raw(`with ${p.sql}, d as materialized (select ${SHARED} and z.zone_id = any (cast(:zones as bigint[]))),
    summed as (insert into zone_sum (commune_id, set_id, zone_id, platform, room_type, hosts, ${KEPT.join(', ')})
      select current_commune(), z.set_id, d.zone_id, platform, coalesce(room_type, ''), ${SIZE}, ${SUMS} from d join zone z on z.commune_id = current_commune() and z.id = d.zone_id group by z.set_id, d.zone_id, platform, coalesce(room_type, ''), ${SIZE}),
    first as (select zone_id, array_agg(id order by n) as listings, array_agg(share order by n) as shares from (select zone_id, id, share, row_number() over (partition by zone_id order by share desc, nights desc, id) as n from d) o where n <= ${FIRST} group by zone_id)
    insert into zone_kept (commune_id, zone_id, stamp, listings, shares) select current_commune(), z.id, :stamp, coalesce(f.listings, '{}'), coalesce(f.shares, '{}') from zone z left join first f on f.zone_id = z.id
      where z.commune_id = current_commune() and z.id = any (cast(:zones as bigint[])) on conflict (commune_id, zone_id) do update set stamp = excluded.stamp, listings = excluded.listings, shares = excluded.shares`, { ...p.bind, zones: list(stale), stamp });
  return true;
}

/** The sums of every set, after a capture: who asks first then waits for nothing. A set at a time, each in its own transaction. */
export async function keepSums(db: Database, scope: { commune: number; person?: string }): Promise<void> {
  const { rows: sets } = await db.inCommune(scope, async (tx) => await tx.raw('select set_id as set, array_agg(id::text) as zones from zone where commune_id = current_commune() group by set_id order by set_id') as { rows: { set: string; zones: string[] }[] });
  for (const { set, zones } of sets) await db.inCommune(scope, async (tx) => { await keep(tx, { set }, zones, (await stampOf(tx, LATEST)).stamp); });
}

/**
 * Sums of stored zones, by zone. Over the latest captures they are read from what is kept, kept anew where the data changed since; an earlier day, a class, and a zone whose
 * set another is keeping just now are reckoned from the discs of the zones asked for, never from all.
 */
export async function storedSums(tx: Tx, f: Filter, zones: readonly { id: string }[], set: string | undefined): Promise<Map<string, Sum>> {
  const all = zones.map((z) => z.id), ids = list(all), { stamp, latest } = await stampOf(tx, f.on);
  const one = all.length === 1 && set === undefined ? all[0] : undefined, asked = one === undefined ? set === undefined ? undefined : { set } : { zone: one };
  const kept = latest && f.lodgingClass === undefined && ((await staleOf(tx, all, stamp)).length === 0 || (asked !== undefined && await keep(tx, asked, all, stamp)));
  if (kept) {
    const { rows } = await tx.raw(`select zone_id as id, ${KEPT.map((k) => `sum(${k})${k === 'certain' || k === 'possible' ? '::integer' : ''} as ${k}`).join(', ')} from zone_sum where commune_id = current_commune() and zone_id = any (cast(:ids as bigint[]))
      and (cast(:platform as text) is null or platform = :platform) and (cast(:room as text) is null or room_type = :room) and (cast(:hosts as text) is null or hosts = :hosts) group by zone_id`,
    { ids, platform: f.platform ?? null, room: f.roomType ?? null, hosts: f.hosts ?? null }) as { rows: (Sum & { id: string })[] };
    return new Map(rows.map((r) => [r.id, r]));
  }
  const p = present({ ...f, near: true });
  const { rows } = await tx.raw(`with ${p.sql} select zone_id as id, ${SUMS} from (select ${SHARED} and z.zone_id = any (cast(:zones as bigint[]))) d group by zone_id`, { ...p.bind, zones: ids }) as { rows: (Sum & { id: string })[] };
  return new Map(rows.map((r) => [r.id, r]));
}

/** The sums of one stored zone over the latest captures, and a page of its listings by falling share, then nights: from what is kept, or from its discs beyond it. */
export async function zoneWithListings(tx: Tx, zone: string, { page, size }: { page: number; size: number }): Promise<{ sum: Sum; shown: { id: string; share: number }[] }> {
  const sum = (await storedSums(tx, { on: LATEST }, [{ id: zone }], undefined)).get(zone) ?? NONE, skip = (page - 1) * size;
  const { stamp } = await stampOf(tx, LATEST);
  if (skip + size <= FIRST || sum.certain + sum.possible <= FIRST) {
    const { rows: [kept] } = await tx.raw(`select listings[cast(:from as integer) : cast(:to as integer)]::text[] as ids, shares[cast(:from as integer) : cast(:to as integer)] as shares from zone_kept where commune_id = current_commune() and zone_id = :zone and stamp = :stamp`, { zone, stamp, from: skip + 1, to: skip + size }) as { rows: { ids: string[]; shares: number[] }[] };
    if (kept !== undefined) return { sum, shown: kept.ids.map((id, i) => ({ id, share: kept.shares[i] ?? 0 })) };
  }
  const p = present({ on: LATEST, near: true });
  const { rows: shown } = await tx.raw(`with ${p.sql} select id::text as id, share from (select ${SHARED} and z.zone_id = any (cast(:zones as bigint[]))) d order by share desc, nights desc, d.id limit :size offset :skip`, { ...p.bind, zones: list([zone]), size, skip }) as { rows: { id: string; share: number }[] };
  return { sum, shown };
}
