import type { AssetSheet } from '@sommier/domain/assets';
import type { HistoryEntry } from '@sommier/domain/history';
import type { Answer, Call, TestServer } from '../support/server.ts';

export const at = '/api/communes/HERE';

/** Properties made straight in the database, by nobody in particular: code, name, level, parent's code, shape in WKT. */
export interface Seed { code: string; name: string; level?: string; parent?: string; wkt?: string; more?: Record<string, unknown> }
export async function seed(server: TestServer, rows: readonly Seed[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
    for (const r of rows) {
      const columns = { ...r.more, level: r.level ?? null, parent_id: r.parent === undefined ? null : ids[r.parent] ?? null };
      const names = Object.keys(columns);
      const { rows: [made] } = await tx.raw(`insert into asset (commune_id, code, name, ${names.join(', ')}, geom, drawn_area_m2)
        select current_commune(), :code, :name, ${names.map((n) => `cast(:${n} as ${n === 'parent_id' ? 'bigint' : n.endsWith('_m2') ? 'numeric' : 'text'})`).join(', ')}, g.shape, case when st_dimension(g.shape) = 2 then st_area(g.shape::geography) end
        from (select st_geomfromtext(cast(:wkt as text), 4326) as shape) g returning id`, { ...columns, code: r.code, name: r.name, wkt: r.wkt ?? null }) as { rows: { id: string }[] };
      ids[r.code] = made?.id ?? '';
    }
  });
  return ids;
}

export const read = async (call: Call, id: string): Promise<{ sheet: AssetSheet; tag: string }> => {
  const answer = await call('GET', `${at}/assets/${id}`);
  return { sheet: answer.json<AssetSheet>(), tag: answer.headers.get('etag') ?? '' };
};
/** Changes fields against the version that stands now. */
export const patch = async (call: Call, id: string, change: Record<string, unknown>): Promise<Answer> => call('PATCH', `${at}/assets/${id}`, change, { 'if-match': (await read(call, id)).tag });
export const entries = async (call: Call, id: string): Promise<HistoryEntry[]> => (await call('GET', `${at}/assets/${id}/history?size=50`)).json<{ entries: HistoryEntry[] }>().entries;
/** Every column of a property but its version, its dates and the person who decided: what an undo must bring back. */
export const bytes = async (server: TestServer, id: string): Promise<string> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
  const { rows: [row] } = await tx.raw(`select (to_jsonb(a) - array['version', 'updated_at', 'geom', 'g3857'])::text || coalesce(a.geom::text, '') as all from asset a where id = ?`, [id]) as { rows: { all: string }[] };
  return row?.all ?? '';
});
