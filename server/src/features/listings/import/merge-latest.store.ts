import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ReaderRefusal } from '../../imports/index.ts';
import type { CaptureContext, CaptureCounts } from './capture.store.ts';
import { countBeside } from './cells-beside.ts';
import { fillOnce } from './doubles.store.ts';
import type { CellsToCount } from './finish.store.ts';
import { placeOf, said, setSaid, sourcePlace } from './columns.ts';

/** From this many rows an empty table is filled without its indexes. */
const BULK = 20_000;
/** Holds a million rows while they are sorted: on disk the sort costs as much again as the rest of the insert. Taken only as far as there are rows. */
const SORT_MEMORY = '512MB';
const count = (result: unknown): number => (result as { rowCount: number }).rowCount;

const asked = async (tx: Tx, sql: string, bind: readonly string[] = []): Promise<boolean> => ((await tx.raw(`select ${sql} as yes`, [...bind])) as { rows: { yes: boolean }[] }).rows[0]?.yes === true;
const hasListings = (tx: Tx): Promise<boolean> => asked(tx, 'exists (select from listing where commune_id = current_commune())');
/** Whether the commune has listings or captures of the platform. */
export const isKnown = (tx: Tx, platform: string): Promise<boolean> =>
  asked(tx, 'exists (select from listing where commune_id = current_commune() and platform = ?) or exists (select from capture where commune_id = current_commune() and platform = ?)', [platform, platform]);

/**
 * Brings the latest capture of a platform in: new listings are written, changed ones move their run to listing_past, absent ones end theirs;
 * what did not change is not touched. Fills the temporary table `moved` with the listings whose place is new.
 */
export async function mergeLatest(tx: Tx, stage: string, capture: CaptureContext, batch: Pick<Batch, 'beside'>): Promise<CaptureCounts & CellsToCount & { late?: ReaderRefusal[] }> {
  await tx.raw('create temporary table moved (listing_id bigint not null) on commit drop');
  if (!await isKnown(tx, capture.platform)) {
    const ahead = await hasListings(tx) ? undefined : countBeside(batch, stage);
    const { filled, late } = await fillOnce(tx, stage, () => firstOfAll(tx, stage, capture));
    // What was counted beside has the doubles too.
    return late.length === 0 ? { ...filled, ahead } : { ...filled, late };
  }
  const bind = { platform: capture.platform, moment: capture.moment, previous: capture.previous, uncertainty: capture.uncertainty };
  // One pass over both sides: what is new, what says something else, what came back, and (without a row) what is no longer there.
  await tx.raw(`create temporary table differs on commit drop as
    select s.row, l.id, l.seen_to is not null as back, s.row is not null and ${sourcePlace('l')} is distinct from ${placeOf('s')} as moves
    from (select * from listing where commune_id = current_commune() and platform = :platform) l full join ${stage} s on s.external_id = l.external_id
    where case when s.row is null then l.seen_to is null else l.id is null or l.digest <> s.digest or l.seen_to is not null end`, bind);
  await tx.raw('analyze differs');
  await tx.raw('create temporary table changed on commit drop as select * from differs where row is not null');
  await tx.raw('analyze changed');
  const removed = count(await tx.raw(`update listing l set seen_to = :previous from differs d
    where l.commune_id = current_commune() and l.id = d.id and d.row is null`, bind));
  await tx.raw(`insert into listing_past (commune_id, listing_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select l.commune_id, l.id, l.seen_from, coalesce(l.seen_to, :previous), l.uncertainty_m, ${sourcePlace('l')}, ${said('l')}
    from changed c join listing l on l.commune_id = current_commune() and l.id = c.id`, bind);
  await tx.raw(`update listing l set seen_from = :moment, seen_to = null, uncertainty_m = :uncertainty, geom = coalesce(${placeOf('s')}, p.geom),
      placed = s.lon is null and p.geom is not null, ${setSaid('s')}
    from changed c join ${stage} s on s.row = c.row left join listing_place p on p.commune_id = current_commune() and p.listing_id = c.id
    where l.commune_id = current_commune() and l.id = c.id`, bind);
  await tx.raw('insert into moved select id from changed where id is not null and moves');
  const inserted = await insertNew(tx, `${stage} s where s.row in (select row from changed where id is null)`, capture, 'null');
  const { rows: [sums] } = await tx.raw(`select count(*) filter (where id is not null and back)::integer as returned, count(*) filter (where id is not null and not back)::integer as updated,
    count(*) filter (where moves)::integer as elsewhere from changed`) as { rows: { returned: number; updated: number; elsewhere: number }[] };
  const { returned = 0, updated = 0, elsewhere = 0 } = sums ?? {};
  return {
    inserted, returned, updated, unchanged: capture.listings - inserted - returned - updated, removed,
    // A new price moves no point: the cells stand.
    cells: inserted + returned + removed + elsewhere > 0,
  };
}

/** The platform's first capture here: nothing to compare with. In Hilbert order, so that neighbours share pages. */
async function firstOfAll(tx: Tx, stage: string, capture: CaptureContext): Promise<CaptureCounts> {
  await tx.raw(`set local work_mem = '${SORT_MEMORY}'`);
  const { rows: [bulk] } = capture.listings < BULK ? { rows: [{ off: false }] }
    : await tx.raw('select listing_indexes_off() as off') as { rows: { off: boolean }[] };
  const inserted = await insertNew(tx, `(select *, ${placeOf('q')} as place from ${stage} q order by place) s`, capture, 'null', false);
  if (bulk?.off === true) {
    await tx.raw(`set local maintenance_work_mem = '256MB'`);
    await tx.raw('select listing_indexes_on()');
  }
  // Without zones nobody asks which listings are new.
  await tx.raw(`insert into moved select id from listing where commune_id = current_commune() and platform = ? and exists (select from zone_set where commune_id = current_commune())`, [capture.platform]);
  return { inserted, returned: 0, updated: 0, unchanged: 0, removed: 0 };
}

/** Writes listings never seen before and notes them as moved; answers how many. */
export async function insertNew(tx: Tx, source: string, capture: CaptureContext, until: 'null' | ':moment', note = true): Promise<number> {
  const insert = `insert into listing (commune_id, platform, external_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select current_commune(), :platform, s.external_id, :moment, ${until}, :uncertainty, ${placeOf('s')}, ${said('s')} from ${source}`;
  const bind = { platform: capture.platform, moment: capture.moment, uncertainty: capture.uncertainty };
  return count(await tx.raw(note ? `with new as (${insert} returning id) insert into moved select id from new` : insert, bind));
}
