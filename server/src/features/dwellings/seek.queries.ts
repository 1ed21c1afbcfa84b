import { cellOf, NEAREST_PER_KEY, PAIR_MODEL, type CalendarOverlap, type Compared } from '@sommier/domain/dwellings';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** A present listing with a place, and what it says. */
export interface Told extends Omit<Compared, 'licence'> { id: string; licenceText: string | null; lon: number; lat: number }
const TOLD = `l.id, l.platform, l.host_id as "hostId", l.host_name as "hostName", l.name as title, l.room_type as "roomType", l.accommodates, l.bedrooms, l.price_minor::float8 as price, l.license as "licenceText",
  l.uncertainty_m as "uncertaintyM", st_x(l.geom) as lon, st_y(l.geom) as lat`;
const list = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/** Present listings with a place, by their ids, a slice at a time. */
export async function readTold(tx: Tx, after: string, size: number): Promise<Told[]> {
  const { rows } = await tx.raw(`select ${TOLD} from listing l where l.commune_id = current_commune() and l.id > cast(:after as bigint) and not l.gone and l.geom is not null order by l.id limit :size`, { after, size }) as Rows<Told>;
  return rows;
}
export async function readToldOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await tx.raw(`select ${TOLD} from listing l where l.commune_id = current_commune() and l.id = any(cast(:ids as bigint[]))`, { ids: list(ids) }) as Rows<Told>;
  return new Map(rows.map((r) => [r.id, r]));
}

/** Writes the keys of some listings with their place in metres of the commune's own grid. */
export async function writeKeys(tx: Tx, keys: readonly { key: string; id: string; x: number; y: number }[]): Promise<void> {
  if (keys.length === 0) return;
  const arrayOf = (value: (k: (typeof keys)[number]) => number | string): string => `{${keys.map(value).join(',')}}`;
  await tx.raw(`insert into dwelling_key (commune_id, key, cx, cy, listing_id, x, y) select current_commune(), k.key, k.cx, k.cy, k.id, k.x, k.y
    from unnest(cast(:keys as text[]), cast(:cx as integer[]), cast(:cy as integer[]), cast(:ids as bigint[]), cast(:x as real[]), cast(:y as real[])) k(key, cx, cy, id, x, y)`, {
    keys: `{${keys.map((k) => `"${k.key.replace(/["\\]/g, '')}"`).join(',')}}`, cx: arrayOf((k) => cellOf(k.x)), cy: arrayOf((k) => cellOf(k.y)), ids: arrayOf((k) => k.id), x: arrayOf((k) => k.x), y: arrayOf((k) => k.y),
  });
}
export const clearKeys = (tx: Tx): Promise<unknown> => tx.raw('delete from dwelling_key where commune_id = current_commune()');

/** Pairs that share a key within reach, each once, the lower id first: for each key of each listing only its nearest ones after it. */
export async function readCandidates(tx: Tx, ids: readonly string[]): Promise<{ low: string; high: string; metres: number }[]> {
  const { rows } = await tx.raw(`select k.listing_id as low, o.id as high, min(o.metres) as metres from dwelling_key k cross join lateral (
      select d.listing_id as id, sqrt((d.x - k.x) ^ 2 + (d.y - k.y) ^ 2) as metres from dwelling_key d
      where d.commune_id = current_commune() and d.key = k.key and d.cx between k.cx - 1 and k.cx + 1 and d.cy between k.cy - 1 and k.cy + 1 and d.listing_id > k.listing_id
        and (d.x - k.x) ^ 2 + (d.y - k.y) ^ 2 <= :reach ^ 2 order by 2, 1 limit ${NEAREST_PER_KEY}) o
    where k.commune_id = current_commune() and k.listing_id = any(cast(:ids as bigint[])) group by 1, 2`, { ids: list(ids), reach: PAIR_MODEL.reachM }) as Rows<{ low: string; high: string; metres: number }>;
  return rows;
}

export const hasCalendars = async (tx: Tx): Promise<boolean> =>
  ((await tx.raw('select exists (select from listing_calendar_month where commune_id = current_commune()) as some') as Rows<{ some: boolean }>).rows[0]?.some ?? false);
/** Where both calendars speak of a night: how many such nights, how many are taken in both, in one alone. The latest word of each calendar counts. */
export async function readOverlaps(tx: Tx, pairs: readonly { low: string; high: string }[]): Promise<Map<string, CalendarOverlap>> {
  const { rows } = await tx.raw(`with pair as (select * from unnest(cast(:low as bigint[]), cast(:high as bigint[])) p(low, high)),
      said as materialized (select distinct on (l.id, c.month) l.id, c.month, c.days, c.free from listing l join listing_calendar_month c on c.commune_id = l.commune_id and c.platform = l.platform and c.external_id = l.external_id
        where l.commune_id = current_commune() and l.id in (select low from pair union select high from pair) order by l.id, c.month, c.captured_on desc)
    select p.low, p.high, sum(bit_count((a.days & b.days)::bit(31)))::integer as nights, sum(bit_count((~a.free & ~b.free & a.days & b.days)::bit(31)))::integer as both,
      sum(bit_count(((a.free # b.free) & a.days & b.days)::bit(31)))::integer as one from pair p join said a on a.id = p.low join said b on b.id = p.high and b.month = a.month group by 1, 2`,
  { low: list(pairs.map((p) => p.low)), high: list(pairs.map((p) => p.high)) }) as Rows<CalendarOverlap & { low: string; high: string }>;
  return new Map(rows.map((r) => [`${r.low} ${r.high}`, { nights: r.nights, both: r.both, one: r.one }]));
}
