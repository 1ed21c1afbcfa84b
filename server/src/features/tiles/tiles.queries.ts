import { can, type Language, ROLES } from '@sommier/domain/shared';
import { getTile } from '@sommier/domain/tiles';
import type { Database } from '../../platform/db/index.ts';
import { assembleTile, type TileRow } from '../../platform/tiles/index.ts';

/** Who asks, for which layers. The token is what the database keeps of it (hashToken). */
export interface Asked { token: Buffer; commune: string; layers: readonly string[]; set: string | undefined }

/** `versions` of the layers in their order, joined by commas, `x` where the commune has no such layer; `commune` is null where she may not read there. */
export interface Access { language: Language; commune: number | null; versions: string | null; zones_of: string | null }

export interface Wanted { z: number; x: number; y: number; filters: Readonly<Record<string, Record<string, unknown>>> }

const READERS = ROLES.filter((role) => getTile.access.kind === 'commune' && can(role, getTile.access.permission));
const ACCESS_SQL = 'select language, commune, versions, zones_of from tile_access($1, $2, $3, $4, $5)';
/** What a tile is asked for with. No layer is read where she may not, or where the commune has none of that name. */
export const ANSWER_SQL = `select a.language, a.commune, a.versions, a.zones_of, t.* from tile_access($1, $2, $3, $4, $5) a left join lateral (
  select l.name as layer, t.mvt, t.id, t.properties, t.geom from unnest(cast($4 as text[]), string_to_array(a.versions, ',')) l(name, version),
    tile(a.commune, l.name, $6, $7, $8, coalesce(cast($9 as jsonb) -> l.name, '{}')
      || case when a.zones_of is not null and l.name in ('listings', 'zones') then jsonb_build_object('set', a.zones_of) else '{}' end) t
  where l.version <> 'x') t on true`;

const who = ({ token, commune, layers, set }: Asked): unknown[] => [token, commune, READERS, layers, set ?? null];

/** One statement; undefined when the session is over. */
export async function tileAccess(db: Database, asked: Asked): Promise<Access | undefined> {
  return (await db.prepared<Access>('tile_access', ACCESS_SQL, who(asked)))[0];
}

/** The same and the tile's bytes, in one statement; the bytes are empty where she may not read. */
export async function tileAnswer(db: Database, asked: Asked, { z, x, y, filters }: Wanted): Promise<{ access: Access | undefined; bytes: Buffer }> {
  const rows = await db.prepared<Access & TileRow>('tile_answer', ANSWER_SQL, [...who(asked), z, x, y, JSON.stringify(filters)]);
  return { access: rows[0], bytes: assembleTile(rows) };
}
