import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../format.ts';
import type { ReaderRefusal } from '../reader/protocol.ts';
import { outsideOfStage } from './outside.ts';

/** The stage every register format fills, after `row`. */
export const STAGING_COLUMNS = [['key', 'text not null'], ['digest', 'text not null'], ['content', 'jsonb not null'], ['geom', 'geometry'], ['srid', 'integer not null']] as const;

interface Row { row: number; value: string | null }
const take = async (tx: Tx, sql: string, bindings: Record<string, unknown> = {}): Promise<Row[]> => (await tx.raw(sql, bindings) as { rows: Row[] }).rows;

/**
 * Settles the geometry of a whole stage: reprojects to EPSG:4326 in PostGIS, then refuses (or mends, when asked) polygons that are not valid.
 * Refused rows leave the stage. The mended, and those that land outside the commune, are counted in the batch's notes.
 */
export async function checkGeometry(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  const refused: ReaderRefusal[] = [];
  const foreign = await take(tx, `select row, null as value from ${stage} where srid <> 4326 limit 1`);
  if (foreign.length > 0) {
    const lost = await take(tx, `with moved as (
        update ${stage} s set geom = m.geom, srid = case when m.geom is null then -1 else 4326 end
        from (select row, try_transform(geom, 4326) as geom from ${stage} where srid <> 4326 and geom is not null offset 0) m where m.row = s.row returning s.row, s.srid)
      select row, null as value from moved where srid = -1`);
    refused.push(...lost.map(({ row }) => ({ row, column: null, value: null, code: 'cannot_reproject', params: {} })));
    await tx.raw(`delete from ${stage} where srid = -1`);
  }
  const far = await take(tx, `delete from ${stage} where geom is not null and not (geom && st_makeenvelope(-180, -90, 180, 90, 4326) and st_xmin(geom) >= -180 and st_xmax(geom) <= 180
    and st_ymin(geom) >= -90 and st_ymax(geom) <= 90) returning row, left(st_astext(st_centroid(geom), 3), 80) as value`);
  refused.push(...far.map(({ row, value }) => ({ row, column: null, value, code: 'coordinates_out_of_range', params: {} })));
  if (batch.options['repair'] === true) {
    const mended = await take(tx, `update ${stage} set geom = st_collectionextract(st_makevalid(geom), st_dimension(geom) + 1)
      where geom is not null and st_dimension(geom) = 2 and not st_isvalid(geom) returning row, null as value`);
    if (mended.length > 0) batch.notes['repaired'] = mended.length;
  } else {
    const broken = await take(tx, `delete from ${stage} where geom is not null and st_dimension(geom) = 2 and not st_isvalid(geom) returning row, left(st_isvalidreason(geom), 120) as value`);
    refused.push(...broken.map(({ row, value }) => ({ row, column: null, value, code: 'invalid_geometry', params: { reason: value ?? '' } })));
  }
  const outside = await outsideOfStage(tx, stage, typeof batch.meta['crs'] === 'number' ? batch.meta['crs'] : 4326);
  if (outside !== undefined) batch.notes['outside_commune'] = outside;
  return refused;
}

/** The commune's mappings of a format by heading, for the reader. */
export async function remembered(tx: Tx, format: string): Promise<Record<string, unknown>> {
  const { rows } = await tx.raw('select header_hash, mapping from column_mapping where commune_id = current_commune() and format = ? order by updated_at desc limit 200', [format]) as { rows: { header_hash: string; mapping: unknown }[] };
  return { remembered: Object.fromEntries(rows.map((r) => [r.header_hash, r.mapping])) };
}

/** Keeps the mapping a batch was read with, so that the next file with these headings needs none. */
export async function remember(tx: Tx, batch: Batch): Promise<void> {
  const { headerHash, mapping, mappingFrom } = batch.meta;
  batch.notes['mapping'] = mapping;
  if (typeof headerHash !== 'string' || mappingFrom === 'remembered') return;
  await tx.raw(`insert into column_mapping (commune_id, format, header_hash, mapping) values (current_commune(), :format, :hash, :mapping)
    on conflict (commune_id, format, header_hash) do update set mapping = excluded.mapping, updated_at = now()`, { format: batch.format, hash: headerHash, mapping: JSON.stringify(mapping) });
}
