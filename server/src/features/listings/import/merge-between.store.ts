import type { Tx } from '../../../platform/db/index.ts';
import type { CaptureContext, CaptureCounts } from './capture.store.ts';
import { placeOf, said, setSaid, sourcePlace } from './columns.ts';
import { insertNew } from './merge-latest.store.ts';

/** All runs of the platform, wherever they stand. */
const RUNS = `select id as listing_id, seen_from, seen_to, digest, true as current from listing where commune_id = current_commune() and platform = :platform
  union all select p.listing_id, p.seen_from, p.seen_to, p.digest, false from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id
  where p.commune_id = current_commune() and l.platform = :platform`;

/**
 * Brings a capture in that is older than the latest: it takes its place in time. A run that goes through it is split where the listing was
 * absent or said something else; a neighbouring run that says the same is lengthened; anything else becomes a run of its own.
 */
export async function mergeBetween(tx: Tx, stage: string, capture: CaptureContext): Promise<CaptureCounts> {
  const bind = { platform: capture.platform, moment: capture.moment, previous: capture.previous, next: capture.next, uncertainty: capture.uncertainty };
  await tx.raw(`analyze ${stage} (row, external_id)`);
  await tx.raw('create temporary table moved (listing_id bigint not null) on commit drop');
  await tx.raw(`create temporary table runs on commit drop as ${RUNS}`, bind);
  await tx.raw('analyze runs');
  await tx.raw(`create temporary table line on commit drop as
    select l.id, s.row, l.seen_to < :moment as over, exists (select from runs e where e.listing_id = l.id and e.seen_from < :moment) as earlier,
      p.seen_from as p_from, p.current as p_current, p.digest = s.digest as p_same, n.seen_from as n_from, n.current as n_current, n.digest = s.digest as n_same,
      p.seen_from is not null and p.seen_from = n.seen_from as through
    from (select * from listing where commune_id = current_commune() and platform = :platform) l
      left join runs p on p.listing_id = l.id and p.seen_from <= :previous and coalesce(p.seen_to >= :previous, true)
      left join runs n on n.listing_id = l.id and n.seen_from <= :next and coalesce(n.seen_to >= :next, true)
      full join ${stage} s on s.external_id = l.external_id`, bind);
  await splitThrough(tx, bind);
  await lengthen(tx, bind);
  await addOwn(tx, stage, capture, bind);
  const { rows: [sums] } = await tx.raw(`select count(*) filter (where row is not null and not coalesce(earlier, false))::integer as inserted,
      count(*) filter (where row is not null and earlier and p_from is null)::integer as returned,
      count(*) filter (where row is not null and p_from is not null and not p_same)::integer as updated,
      count(*) filter (where row is not null and p_from is not null and p_same)::integer as unchanged,
      count(*) filter (where row is null and p_from is not null)::integer as removed from line`) as { rows: CaptureCounts[] };
  return sums ?? { inserted: 0, returned: 0, updated: 0, unchanged: 0, removed: 0 };
}

type Bind = Record<string, string | number | null>;

/** A run that goes through and is contradicted: its later part keeps its home, its earlier part goes to listing_past. */
async function splitThrough(tx: Tx, bind: Bind): Promise<void> {
  const cut = 'c.through and p_same is not true';
  await tx.raw(`update listing_past p set seen_from = :next from line c where p.commune_id = current_commune() and p.listing_id = c.id and p.seen_from = c.p_from and ${cut} and not c.p_current`, bind);
  await tx.raw(`insert into listing_past (commune_id, listing_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select p.commune_id, p.listing_id, c.p_from, :previous, p.uncertainty_m, p.geom, ${said('p')}
    from line c join listing_past p on p.commune_id = current_commune() and p.listing_id = c.id and p.seen_from = :next where ${cut} and not c.p_current`, bind);
  await tx.raw(`insert into listing_past (commune_id, listing_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select l.commune_id, l.id, c.p_from, :previous, l.uncertainty_m, ${sourcePlace('l')}, ${said('l')}
    from line c join listing l on l.commune_id = current_commune() and l.id = c.id where ${cut} and c.p_current`, bind);
  await tx.raw(`update listing l set seen_from = :next from line c where l.commune_id = current_commune() and l.id = c.id and ${cut} and c.p_current`, bind);
}

/** A run that ends just before, or begins just after, and says the same. */
async function lengthen(tx: Tx, bind: Bind): Promise<void> {
  const after = 'not c.through and c.row is not null and c.p_same';
  const before = 'not c.through and c.row is not null and c.p_same is not true and c.n_same';
  await tx.raw(`update listing l set seen_to = :moment from line c where l.commune_id = current_commune() and l.id = c.id and ${after} and c.p_current`, bind);
  await tx.raw(`update listing_past l set seen_to = :moment from line c where l.commune_id = current_commune() and l.listing_id = c.id and l.seen_from = c.p_from and ${after} and not c.p_current`, bind);
  await tx.raw(`update listing l set seen_from = :moment from line c where l.commune_id = current_commune() and l.id = c.id and ${before} and c.n_current`, bind);
  await tx.raw(`update listing_past l set seen_from = :moment from line c where l.commune_id = current_commune() and l.listing_id = c.id and l.seen_from = c.n_from and ${before} and not c.n_current`, bind);
}

/** A run of this capture alone: in listing where nothing later is known, else in listing_past. */
async function addOwn(tx: Tx, stage: string, capture: CaptureContext, bind: Bind): Promise<void> {
  await tx.raw(`create temporary table own on commit drop as select id, row, over from line where row is not null and p_same is not true and n_same is not true`);
  await tx.raw(`insert into listing_past (commune_id, listing_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select l.commune_id, l.id, l.seen_from, l.seen_to, l.uncertainty_m, ${sourcePlace('l')}, ${said('l')}
    from own c join listing l on l.commune_id = current_commune() and l.id = c.id where c.over`, bind);
  await tx.raw(`insert into moved select l.id from own c join ${stage} s on s.row = c.row join listing l on l.commune_id = current_commune() and l.id = c.id
    where c.over and ${sourcePlace('l')} is distinct from ${placeOf('s')}`, bind);
  await tx.raw(`update listing l set seen_from = :moment, seen_to = :moment, uncertainty_m = :uncertainty, geom = coalesce(${placeOf('s')}, p.geom),
      placed = s.lon is null and p.geom is not null, ${setSaid('s')}
    from own c join ${stage} s on s.row = c.row left join listing_place p on p.commune_id = current_commune() and p.listing_id = c.id
    where l.commune_id = current_commune() and l.id = c.id and c.over`, bind);
  await tx.raw(`insert into listing_past (commune_id, listing_id, seen_from, seen_to, uncertainty_m, geom, ${said()})
    select current_commune(), c.id, :moment, :moment, :uncertainty, ${placeOf('s')}, ${said('s')} from own c join ${stage} s on s.row = c.row where c.id is not null and c.over is not true`, bind);
  await insertNew(tx, `${stage} s where s.row in (select row from own where id is null)`, capture, ':moment');
}
