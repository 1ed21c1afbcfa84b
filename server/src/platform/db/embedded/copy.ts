import type { Readable } from 'node:stream';
import type { Tx } from '../database.ts';
import { connectionOf, copyStatement } from '../copy-statement.ts';
import type { EmbeddedConnection } from './connection.ts';
import { recordSlices } from './slices.ts';

/**
 * COPY from PGlite's `/dev/blob`, slice by slice, inside the transaction. Reading a server file asks for the owner's role, which is why
 * the table's policies are asked for first: the application's role must not load past them (PostgreSQL refuses that too).
 */
export async function copyCsv(tx: Tx, table: string, columns: readonly string[], csv: Readable): Promise<number> {
  const connection = await connectionOf<EmbeddedConnection>(tx);
  const statement = copyStatement(tx, table, columns, `'/dev/blob'`);
  const { rows: [now] } = await tx.raw<{ rows: { role: string; policies: boolean; may: boolean }[] }>(
    `select current_user as role, row_security_active(?::text) as policies, has_table_privilege(?::text, 'insert') as may`, [table, table]);
  if (now === undefined || now.policies) throw new Error(`COPY FROM not supported with row-level security: ${table}`);
  if (!now.may) throw new Error(`permission denied for table ${table}`);
  await tx.raw('set local role none');
  let loaded = 0;
  for await (const slice of recordSlices(csv as AsyncIterable<Uint8Array>)) loaded += await connection.copyIn(statement, slice);
  await tx.raw('set local role ??', [now.role]);
  return loaded;
}
