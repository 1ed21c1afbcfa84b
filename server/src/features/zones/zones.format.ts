import type { ImportFormat, ReaderRefusal } from '../imports/index.ts';
import { mergeZones, undoZones } from './zones.store.ts';

/** Any map file of polygons as a set of zones; reached by `zones add` alone. */
export const zonesFormat: ImportFormat = {
  name: 'zones',
  permission: 'zones.write',
  reader: new URL('./reader.ts', import.meta.url).href,
  stagingColumns: [['label', 'text'], ['label_ar', 'text'], ['geom', 'geometry']],
  // Shares tie zones to listings: their imports wait for each other.
  layer: () => 'listings',
  settle: (_tx, _stage, batch) => {
    const set = batch.options['set'];
    return Promise.resolve(typeof set === 'string' && set.trim() !== '' && set.length <= 200 ? undefined : { code: 'bad_set_name' });
  },

  /** Repairs what can be repaired, and refuses what has no area left. */
  async check(tx, stage, batch) {
    const { rowCount: repaired } = await tx.raw(`update ${stage} set geom = st_makevalid(geom) where not st_isvalid(geom)`) as { rowCount: number };
    batch.notes['repaired'] = repaired;
    await tx.raw(`update ${stage} set geom = st_multi(st_collectionextract(case when st_srid(geom) = 4326 then geom else st_transform(geom, 4326) end, 3))`);
    const { rows } = await tx.raw(`delete from ${stage} where st_isempty(geom) or st_area(geom) = 0 returning row, label as value`) as { rows: { row: number; value: string }[] };
    return rows.map((row): ReaderRefusal => ({ ...row, column: null, code: 'empty_polygon' }));
  },

  merge: (tx, stage, batch, progress) => mergeZones(tx, stage, batch, progress),
  undo: (tx, batch) => undoZones(tx, batch),
};
