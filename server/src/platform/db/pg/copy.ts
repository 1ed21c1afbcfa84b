import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from '../database.ts';
import { connectionOf, copyStatement } from '../copy-statement.ts';

/** COPY FROM STDIN on the transaction's own connection. */
export async function copyCsv(tx: Tx, table: string, columns: readonly string[], csv: Readable): Promise<number> {
  const connection = await connectionOf<pg.Client>(tx);
  const copy = connection.query(copyFrom(copyStatement(tx, table, columns, 'stdin')));
  await pipeline(csv, copy);
  return copy.rowCount ?? 0;
}
