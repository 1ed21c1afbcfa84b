import type { Tx } from '../../../platform/db/index.ts';
import type { ReaderRefusal } from '../../imports/index.ts';

const UNIQUE_VIOLATION = '23505';

/** Takes from the stage the rows whose id came before, and answers their refusals. */
export async function refuseDoubles(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  // Nearly no file has any: found first, and alone, they cost one pass.
  const { rows: doubled } = await tx.raw(`select external_id as id from ${stage} group by external_id having count(*) > 1`) as { rows: { id: string }[] };
  if (doubled.length === 0) return [];
  const { rows } = await tx.raw(`select row, external_id as value from (select row, external_id, row_number() over (partition by external_id order by row) as n
      from ${stage} where external_id = any(cast(? as text[]))) twice where n > 1 order by row`, [doubled.map(({ id }) => id)]) as { rows: { row: number; value: string }[] };
  await tx.raw(`delete from ${stage} where row = any (?::integer[])`, [`{${rows.map(({ row }) => row).join(',')}}`]);
  return rows.map(({ row, value }): ReaderRefusal => ({ row, column: 'id', value, code: 'duplicate_id' }));
}

/**
 * Fills a table with what the stage holds; should its unique index find a doubled id, takes that back, refuses the doubles and fills it once more.
 * Looking for them in every file costs 0.6 s a million rows; few files pay twice.
 */
export async function fillOnce<T>(tx: Tx, stage: string, fill: () => Promise<T>): Promise<{ filled: T; late: ReaderRefusal[] }> {
  await tx.raw('savepoint unfilled');
  try {
    return { filled: await fill(), late: [] };
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
  }
  await tx.raw('rollback to savepoint unfilled');
  const late = await refuseDoubles(tx, stage);
  return { filled: await fill(), late };
}
