import { AppError } from '@sommier/domain/shared';
import { tiesOf, type Tie } from '../recycling/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Rows of one table that were made to name another property: enough to make them name the first one again. */
export interface Moved { table: string; column: string; kind: string; keys: Record<string, unknown>[] }

const keyColumns = (tie: Tie): string[] => tie.key.filter((k) => k !== 'commune_id' && k !== tie.column);
/** A link that both properties carry cannot become one: the caller is told which, nothing is lost. */
async function orClash<T>(table: string, work: () => Promise<T>): Promise<T> {
  try { return await work(); } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && /^(23|P0)/.test(code)) throw new AppError('rule_refused', `links clash in ${table}`, { reason: 'duplicates.clash', table }, error);
    throw error;
  }
}

/** Makes everything that names `from` name `to`: children, and every table of the schema that refers to a property. A document both have stays where it is. */
export async function moveLinks(tx: Tx, from: string, to: string): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const tie of [...await tiesOf(tx), { table: 'asset', column: 'parent_id', key: ['commune_id', 'id'], where: 'true', kind: 'child' } satisfies Tie]) {
    const keys = keyColumns(tie);
    const twin = tie.kind === 'document' ? ` and not exists (select from document k where k.commune_id = t.commune_id and k.subject_kind = 'asset' and k.subject_id = :to and k.sha256 = t.sha256 and k.deleted_at is null)` : '';
    const more = tie.table === 'asset' ? ', version = t.version + 1, updated_at = clock_timestamp()' : '';
    const { rows } = await orClash(tie.table, () => tx.raw(`update "${tie.table}" t set "${tie.column}" = :to${more} where t.commune_id = current_commune() and t."${tie.column}" = :from and ${tie.where}${twin}
      returning jsonb_build_object(${keys.map((k) => `'${k}', t."${k}"`).join(', ')}) as key`, { from, to })) as { rows: { key: Record<string, unknown> }[] };
    if (rows.length > 0) moved.push({ table: tie.table, column: tie.column, kind: tie.kind, keys: rows.map((r) => r.key) });
  }
  return moved;
}

/** The other way: what was moved names the first property again, as far as it still names the second. */
export async function moveBack(tx: Tx, moved: readonly Moved[], from: string, to: string): Promise<void> {
  const known = new Map([...await tiesOf(tx), { table: 'asset', column: 'parent_id', key: ['commune_id', 'id'], where: 'true', kind: 'child' } satisfies Tie].map((t) => [`${t.table}.${t.column}`, t]));
  for (const m of moved) {
    const tie = known.get(`${m.table}.${m.column}`);
    if (tie === undefined) continue;
    const keys = keyColumns(tie);
    const more = tie.table === 'asset' ? ', version = t.version + 1, updated_at = clock_timestamp()' : '';
    await orClash(tie.table, () => tx.raw(`update "${tie.table}" t set "${tie.column}" = :to${more} where t.commune_id = current_commune() and t."${tie.column}" = :from
      and jsonb_build_object(${keys.map((k) => `'${k}', t."${k}"`).join(', ')}) in (select e from jsonb_array_elements(cast(:keys as jsonb)) e)`, { from, to, keys: JSON.stringify(m.keys) }));
  }
}
