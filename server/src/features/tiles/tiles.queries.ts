import { can, type Language, ROLES } from '@sommier/domain/shared';
import { getTile } from '@sommier/domain/tiles';
import type { Database, Fields } from '../../platform/db/index.ts';
import { assembleTile, type TileRow } from '../../platform/tiles/index.ts';

/** Who asks, for which layers. The token is what the database keeps of it (hashToken). */
export interface Asked { token: Buffer; commune: string; layers: readonly string[]; set: string | undefined }

/** `versions` of the layers in their order, joined by commas, `x` where the commune has no such layer; `commune` is null where she may not read there. */
export interface Access { language: Language; commune: number | null; versions: string | null; zones_of: string | null }

export interface Wanted { z: number; x: number; y: number; filters: Readonly<Record<string, Record<string, unknown>>> }

const READERS = ROLES.filter((role) => getTile.access.kind === 'commune' && can(role, getTile.access.permission));
const ACCESS_SQL = 'select language, commune, versions, zones_of from tile_access($1, $2, $3, $4, $5)';
const rowOf = ([, layer, mvt, id, properties, geom]: Fields): TileRow => ({
  layer: layer?.toString() ?? null, mvt: mvt ?? null, id: id?.toString() ?? null, geom: geom ?? null, properties: properties ? JSON.parse(properties.toString()) as TileRow['properties'] : null,
});
const who = ({ token, commune, layers, set }: Asked): unknown[] => [token, commune, READERS, layers, set ?? null];

/** One statement; undefined when the session is over. */
export async function tileAccess(db: Database, asked: Asked): Promise<Access | undefined> {
  return (await db.prepared<Access>('tile_access', ACCESS_SQL, who(asked)))[0];
}

/** The same and the tile's bytes, in one statement; the bytes are empty where she may not read, and no layer is read that the commune does not have. */
export async function tileAnswer(db: Database, { token, commune, layers, set }: Asked, { z, x, y, filters }: Wanted): Promise<{ access: Access | undefined; bytes: Buffer }> {
  const [head, ...rows] = await db.bytesOf('tile_answer', { token: token.toString('hex'), commune, roles: READERS, layers, set: set ?? null, z, x, y, filters });
  const access = head?.[0] ? JSON.parse(head[0].toString()) as Access : undefined;
  return { access, bytes: assembleTile(rows.map(rowOf)) };
}
