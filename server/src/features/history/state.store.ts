import { SHAPE_COLUMNS } from '@sommier/domain/history';
import { bumpVersion, keepCells } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { writableColumns } from './state.queries.ts';

/** Which columns of which properties are to be written. The values come from the database itself, so that no figure passes through a float. */
export interface Patch { id: string; columns: readonly string[] }
/** SQL that answers `id` and `vals` (jsonb by column), with its bindings. */
export interface Source { sql: string; bindings: Record<string, unknown> }
const SLICE = 1000;
/** What the counts of the map are made of. */
const COUNTED = new Set<string>(SHAPE_COLUMNS);

/** Values given by a caller, as a source. */
export const given = (rows: readonly { id: string; values: Record<string, unknown> }[]): Source => ({
  sql: `select cast(e ->> 'id' as bigint) as id, e -> 'values' as vals from jsonb_array_elements(cast(:given as jsonb)) e`, bindings: { given: JSON.stringify(rows) },
});

/**
 * Writes columns of properties as a history holds them, whichever migration brought them; each row's version moves by one. Locks and versions
 * are the caller's. Throws on a column that no person may write.
 */
export async function applyStates(tx: Tx, patches: readonly Patch[], source: Source): Promise<void> {
  const writable = await writableColumns(tx);
  const groups = new Map<string, string[]>();
  for (const patch of patches) {
    const names = [...patch.columns].sort();
    const wrong = names.find((name) => !writable.has(name));
    if (wrong !== undefined) throw new Error(`no restorable column ${wrong}`);
    if (names.length > 0) groups.set(names.join(','), [...groups.get(names.join(',')) ?? [], patch.id]);
  }
  const touched = new Set([...groups.keys()].flatMap((key) => key.split(',')));
  const write = async (): Promise<void> => {
    for (const [key, ids] of groups) {
      const set = key.split(',').map((n) => `"${n}" = r."${n}"`).join(', ');
      for (let i = 0; i < ids.length; i += SLICE) {
        await tx.raw(`update asset a set ${set}, version = a.version + 1, updated_at = clock_timestamp()
          from (${source.sql}) s cross join lateral jsonb_populate_record(cast(null as asset), s.vals) r
          where a.commune_id = current_commune() and a.id = s.id and s.id = any(cast(:ids as bigint[]))`, { ...source.bindings, ids: `{${ids.slice(i, i + SLICE).join(',')}}` });
      }
    }
  };
  await ([...touched].some((c) => COUNTED.has(c)) ? keepCells(tx, 'assets', patches.map((p) => p.id), write) : write());
  if (touched.size > 0) await bumpVersion(tx, 'assets');
}
