import type { Knex } from 'knex';

/** Functions behind the operators that indexes serve, which a policy holds back unless they are marked (docs/decisions/0002). */
export const LEAKPROOF = [
  'geometry_overlaps(geometry, geometry)',
  'similarity_op(text, text)',
  'word_similarity_op(text, text)',
  'pg_catalog.texticlike(text, text)',
  'pg_catalog.textlike(text, text)',
] as const;

/** Functions of the list that nobody with the right to has marked: the database then needs the pinned views (pg/pinned.ts). */
export async function unmarked(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { signature: string }[] }>(
    `select signature from unnest(?::text[]) signature join pg_proc p on p.oid = to_regprocedure(signature) where not p.proleakproof`, [[...LEAKPROOF]]);
  return rows.map(({ signature }) => signature);
}

/** What the operator should know where tables could not be pinned either. */
export const slowWarning = (signatures: readonly string[], tables: readonly string[]): string =>
  `Maps, zones and searches of ${tables.join(', ')} will be slow: row-level security keeps their indexes from being used, and the role of DATABASE_URL does not own these tables. Ask the `
  + `administrator to give them to it, or to run, as a superuser in this database: ${signatures.map((signature) => `ALTER FUNCTION ${signature} LEAKPROOF;`).join(' ')}`;
