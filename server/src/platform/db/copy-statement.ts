import type { Tx } from './database.ts';

/** The COPY statement both engines run; `staging.x` names a table in a schema. */
export function copyStatement(tx: Tx, table: string, columns: readonly string[], source: 'stdin' | `'/dev/blob'`): string {
  const target = table.split('.').map(() => '??').join('.');
  const names = columns.map(() => '??').join(', ');
  return tx.raw(`copy ${target} (${names}) from ${source} with (format csv, encoding 'UTF8')`, [...table.split('.'), ...columns]).toString();
}

/** The connection a transaction holds. */
export const connectionOf = async <C>(tx: Tx): Promise<C> =>
  await (tx.client as { acquireConnection(): Promise<C> }).acquireConnection();
