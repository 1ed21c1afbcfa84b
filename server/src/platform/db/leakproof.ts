import type { Knex } from 'knex';

/** Functions behind the operators that indexes serve, which a policy holds back unless they are marked (docs/decisions/0002). */
export const LEAKPROOF = [
  'geometry_overlaps(geometry, geometry)',
  'similarity_op(text, text)',
  'word_similarity_op(text, text)',
  'pg_catalog.texticlike(text, text)',
  'pg_catalog.textlike(text, text)',
] as const;

/** Functions of the list that a superuser has not marked; each is a warning that names the command. */
export async function leakproofWarnings(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { signature: string }[] }>(
    `select signature from unnest(?::text[]) signature join pg_proc p on p.oid = to_regprocedure(signature) where not p.proleakproof`, [[...LEAKPROOF]]);
  if (rows.length === 0) return [];
  const commands = rows.map(({ signature }) => `ALTER FUNCTION ${signature} LEAKPROOF;`);
  return [`Maps, zones and searches will be slow: row-level security keeps their indexes from being used. Ask the administrator of the `
    + `database to run, as a superuser in this database: ${commands.join(' ')}`];
}
