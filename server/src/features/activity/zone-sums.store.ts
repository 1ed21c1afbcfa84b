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
const SHARED = `present.*, z.zone_id, z.share::float8 as share from present join listing_zone z on z.commune_id = current_commune() and z.listing_id = present.id`;
const SIZE = `case when ${SIZES.one} then 'one' when ${SIZES.few} then 'few' else 'many' end`;

/** What the sums are made of: the versions of listings and zones, and the model. Any change of either makes another stamp. */
async function stampOf(tx: Tx, on: string): Promise<{ stamp: string; latest: boolean }> {
  const { rows: [v] } = await tx.raw(`select coalesce(string_agg(layer || version, ' ' order by layer), '') as data, not exists (select from capture where commune_id = current_commune() and captured_on > cast(:on as date)) as latest
    from data_version where commune_id = current_commune() and layer in ('listings', 'zones')`, { on }) as { rows: { data: string; latest: boolean }[] };
  return { stamp: `${v?.data ?? ''} ${SAN_FRANCISCO.name} ${String(SAN_FRANCISCO.version)}`, latest: v?.latest === true };
}

/** Sums of a set anew, unless they stand already: one transaction makes them, others that come meanwhile wait for it and read what it made. */
async function keep(tx: Tx, set: string, stamp: string, on: string): Promise<void> {
  await tx.raw(`insert into zone_sum_of (commune_id, set_id, stamp) values (current_commune(), :set, '') on conflict do nothing`, { set });
  const { rows: [held] } = await tx.raw('select stamp from zone_sum_of where commune_id = current_commune() and set_id = :set for update', { set }) as { rows: { stamp: string }[] };
  if (held?.stamp === stamp) return;
  await tx.raw('delete from zone_sum where commune_id = current_commune() and set_id = :set', { set });
  const p = present({ on });
  await tx.raw(`insert into zone_sum (commune_id, set_id, zone_id, platform, room_type, hosts, ${KEPT.join(', ')}) with ${p.sql}
    select current_commune(), cast(:set as bigint), zone_id, platform, coalesce(room_type, ''), ${SIZE}, ${SUMS} from (select ${SHARED} and z.set_id = :set) d group by zone_id, platform, coalesce(room_type, ''), ${SIZE}`, { ...p.bind, set });
  await tx.raw('update zone_sum_of set stamp = :stamp where commune_id = current_commune() and set_id = :set', { set, stamp });
}

/** The sums of every set, after a capture: who asks first then waits for nothing. A set at a time, each in its own transaction. */
export async function keepSums(db: Database, scope: { commune: number; person?: string }): Promise<void> {
  const { sets, day } = await db.inCommune(scope, async (tx) => ({ sets: (await tx.raw('select id from zone_set where commune_id = current_commune() order by id') as { rows: { id: string }[] }).rows, day: (await tx.raw('select max(captured_on)::text as day from capture where commune_id = current_commune()') as { rows: { day: string | null }[] }).rows[0]?.day ?? null }));
  if (day !== null) for (const { id } of sets) await db.inCommune(scope, async (tx) => { await keep(tx, id, (await stampOf(tx, day)).stamp, day); });
}

/**
 * Sums of stored zones, by zone. Over the latest captures they are read from what is kept; a whole set asked after a change keeps them anew, a single zone, an
 * earlier day or a class are reckoned from the discs of the zones asked for, never from all.
 */
export async function storedSums(tx: Tx, f: Filter, zones: readonly { id: string }[], set: string | undefined): Promise<Map<string, Sum>> {
  const ids = `{${zones.map((z) => z.id).join(',')}}`;
  const { stamp, latest } = await stampOf(tx, f.on);
  if (latest && f.lodgingClass === undefined) {
    const fresh = async (): Promise<boolean> => ((await tx.raw(`select from zone_sum_of o where o.commune_id = current_commune() and o.stamp = :stamp and o.set_id = (select set_id from zone where commune_id = current_commune() and id = :zone)`, { stamp, zone: zones[0]?.id ?? '0' })) as { rows: unknown[] }).rows.length > 0;
    const there = await fresh();
    if (!there && set !== undefined) await keep(tx, set, stamp, f.on);
    if (there || set !== undefined) {
      const { rows } = await tx.raw(`select zone_id as id, ${KEPT.map((k) => `sum(${k})${k === 'certain' || k === 'possible' ? '::integer' : ''} as ${k}`).join(', ')} from zone_sum where commune_id = current_commune() and zone_id = any (cast(:ids as bigint[]))
        and (cast(:platform as text) is null or platform = :platform) and (cast(:room as text) is null or room_type = :room) and (cast(:hosts as text) is null or hosts = :hosts) group by zone_id`,
      { ids, platform: f.platform ?? null, room: f.roomType ?? null, hosts: f.hosts ?? null }) as { rows: (Sum & { id: string })[] };
      return new Map(rows.map((r) => [r.id, r]));
    }
  }
  const p = present({ ...f, near: true });
  const { rows } = await tx.raw(`with ${p.sql} select zone_id as id, ${SUMS} from (select ${SHARED} and z.zone_id = any (cast(:zones as bigint[]))) d group by zone_id`, { ...p.bind, zones: ids }) as { rows: (Sum & { id: string })[] };
  return new Map(rows.map((r) => [r.id, r]));
}
