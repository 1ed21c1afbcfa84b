import type { Tx } from '../../platform/db/index.ts';

/** Today in the commune of the transaction. */
export async function today(tx: Tx): Promise<string> {
  const { rows: [c] } = await tx.raw(`select to_char(now() at time zone timezone, 'YYYY-MM-DD') as day from commune where id = current_commune()`) as { rows: { day: string }[] };
  if (c === undefined) throw new Error('no commune in this transaction');
  return c.day;
}
