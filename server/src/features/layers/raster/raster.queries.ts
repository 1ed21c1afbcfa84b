import type { LayerEntry, RasterFacts } from '@sommier/domain/layers';
import type { Bounds, Role } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import { CARD, type CardRow, withCard } from '../layers.queries.ts';

type Rows<T> = { rows: T[] };
interface Row extends RasterFacts { name: string; title: string; source: string; sourceCrs: number | null; bounds: Bounds; madeAt: Date; card: CardRow }

const FACTS = `r.id, r.min_zoom as "minZoom", r.max_zoom as "maxZoom", r.tile_size as "tileSize", r.tiles, r.bytes::float8 as bytes, r.pixel_m as "pixelM", r.reduced`;
/** The pictures the role reads, in the order of the catalogue. */
export async function readRasters(tx: Tx, role: Role): Promise<LayerEntry[]> {
  const { rows } = await tx.raw(`select ${FACTS}, r.name, r.title, r.source, r.source_crs as "sourceCrs", array[r.west, r.south, r.east, r.north] as bounds, r.made_at as "madeAt", ${CARD}
    from raster r left join layer_card k on k.commune_id = r.commune_id and k.name = r.name
    where r.commune_id = current_commune() and r.name is not null and (k.readers is null or :role = any(k.readers)) order by k.group_name nulls last, k.position, r.title`, { role }) as Rows<Omit<Row, 'card'> & CardRow>;
  return rows.map(({ id, minZoom, maxZoom, tileSize, tiles, bytes, pixelM, reduced, name, title, source, sourceCrs, bounds, madeAt, ...card }) => withCard({
    name, title, kind: 'raster' as const, geometryType: 'mixed' as const, count: 0, unlocated: 0, bounds, fields: [], version: id, changedAt: madeAt.toISOString(), source, sourceDate: null,
    raster: { id, minZoom, maxZoom, tileSize, tiles, bytes, pixelM, reduced },
  }, { ...card, crs: card.crs ?? sourceCrs }));
}
export interface FoundRaster { id: string; media: string; bytes: Buffer | null }
/** One tile with the picture it is of; undefined where the role reads no such picture, without bytes where the picture has nothing there. */
export async function readTile(tx: Tx, at: { name: string; role: Role; z: number; x: number; y: number }): Promise<FoundRaster | undefined> {
  const { rows } = await tx.raw(`select r.id, t.media, t.bytes from raster r left join layer_card k on k.commune_id = r.commune_id and k.name = r.name
    left join raster_tile t on t.commune_id = r.commune_id and t.raster_id = r.id and t.z = :z and t.x = :x and t.y = :y
    where r.commune_id = current_commune() and r.name = :name and (k.readers is null or :role = any(k.readers))`, { ...at }) as Rows<FoundRaster>;
  return rows[0];
}
/** Tiles of a picture in a range of one zoom, for a sheet of paper. */
export const readTiles = async (tx: Tx, raster: string, z: number, { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): Promise<{ x: number; y: number; bytes: Buffer }[]> =>
  (await tx.raw('select t.x, t.y, t.bytes from raster_tile t where t.commune_id = current_commune() and t.raster_id = :raster and t.z = :z and t.x between :x0 and :x1 and t.y between :y0 and :y1', { raster, z, x0, y0, x1, y1 }) as Rows<{ x: number; y: number; bytes: Buffer }>).rows;
