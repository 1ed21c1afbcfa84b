import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/index.ts';

/** A table of the installation and the columns that hold what was entered (generated ones are computed again). */
export interface Table { name: string; columns: string[] }
export interface Sum { rows: number; sum: string }
const FETCH = 2000;

/** Every table of the schema but the extensions' and the migrations' own. */
export const tablesOf = async (tx: Tx): Promise<Table[]> => {
  const { rows } = await tx.raw<{ rows: Table[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'knex\\_migrations%'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`);
  return rows;
};

const field = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);

/** The table's rows as lines of COPY's CSV, every value as PostgreSQL writes it: bytes, geometry and dates come back to the last bit. */
export async function* lines(tx: Tx, table: Table): AsyncGenerator<string[]> {
  const columns = table.columns.map((_c, i) => `??::text as c${i}`).join(', ');
  await tx.raw(`declare backup_rows no scroll cursor for select ${columns} from ??`, [...table.columns, table.name]);
  for (;;) {
    const { rows } = await tx.raw<{ rows: Record<string, string | null>[] }>(`fetch ${FETCH} from backup_rows`);
    if (rows.length === 0) break;
    yield rows.map((row) => `${table.columns.map((_c, i) => field(row[`c${i}`] ?? null)).join(',')}\n`);
  }
  await tx.raw('close backup_rows');
}

/** A sum over rows that does not depend on their order: the digests of the lines added up modulo 2^128. */
export const summing = (): { add: (line: string) => void; read: () => Sum } => {
  let rows = 0;
  let sum = 0n;
  return {
    add: (line) => { rows += 1; sum = (sum + BigInt(`0x${createHash('sha256').update(line).digest('hex').slice(0, 32)}`)) % 2n ** 128n; },
    read: () => ({ rows, sum: sum.toString(16).padStart(32, '0') }),
  };
};
export const sumOf = async (tx: Tx, table: Table): Promise<Sum> => {
  const sum = summing();
  for await (const part of lines(tx, table)) for (const line of part) sum.add(line);
  return sum.read();
};

export interface Sequence { table: string; column: string; last: string; called: boolean }
/** Where each identity column has counted to. */
export const sequencesOf = async (tx: Tx): Promise<Sequence[]> => {
  const { rows } = await tx.raw<{ rows: { table: string; column: string; sequence: string }[] }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attidentity <> '' order by 1, 2`);
  const out: Sequence[] = [];
  for (const { table, column, sequence } of rows) {
    const { rows: [at] } = await tx.raw<{ rows: { last: string; called: boolean }[] }>(`select last_value::text as last, is_called as called from ${sequence}`);
    if (at) out.push({ table, column, ...at });
  }
  return out;
};
export const migrationsOf = async (tx: Tx): Promise<string[]> =>
  (await tx.raw<{ rows: { name: string }[] }>('select name from knex_migrations order by name')).rows.map((r) => r.name);

/** Where each commune's audit trail ends. */
export const headsOf = async (tx: Tx): Promise<{ commune: string; entries: number; head: string }[]> => {
  const { rows } = await tx.raw<{ rows: { commune: string; entries: number; head: string }[] }>(`
    select c.code as commune, coalesce(h.seq, 0)::int as entries, coalesce(encode(h.hash, 'hex'), '') as head
    from commune c left join audit_head h on h.commune_id = c.id order by c.code`);
  return rows;
};
