import type { Tx, TileFrame } from '../database.ts';

/** Attribute columns of a tile's query, asked for once for each text. */
const columnsOf = new Map<string, readonly string[]>();
const KEPT = 500;

async function attributeColumns(tx: Tx, sql: string, bindings: Record<string, unknown>): Promise<readonly string[]> {
  const known = columnsOf.get(sql);
  if (known !== undefined) return known;
  const { fields } = await tx.raw<{ fields: { name: string }[] }>(`select * from (${sql}) q limit 0`, bindings);
  const names = fields.map(({ name }) => name).filter((name) => name !== 'geom');
  if (columnsOf.size >= KEPT) columnsOf.clear();
  columnsOf.set(sql, names);
  return names;
}

/** A tile made by PostGIS (ST_AsMVT). */
export async function nativeMvt(tx: Tx, layer: string, sql: string, bindings: Record<string, unknown>, tile: TileFrame): Promise<Buffer> {
  const names = await attributeColumns(tx, sql, bindings);
  const attributes = names.map((name) => `, q.${tx.ref(name).toString()}`).join('');
  const id = names.includes('id') ? `, 'id'` : '';
  const { rows } = await tx.raw<{ rows: { tile: Buffer | null }[] }>(
    `select st_asmvt(t, :mvtLayer, :mvtExtent::integer, 'geom'${id}) as tile from (
       select st_asmvtgeom(q.geom, st_tileenvelope(:mvtZ, :mvtX, :mvtY)::box2d, :mvtExtent::integer, :mvtBuffer::integer, true) as geom${attributes}
       from (${sql}) q) t where t.geom is not null`,
    { ...bindings, mvtLayer: layer, mvtZ: tile.z, mvtX: tile.x, mvtY: tile.y, mvtExtent: tile.extent ?? 4096, mvtBuffer: tile.buffer ?? 64 });
  return rows[0]?.tile ?? Buffer.alloc(0);
}
