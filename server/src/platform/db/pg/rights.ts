import type { Knex } from 'knex';

const EXTENSIONS = ['postgis', 'pg_trgm', 'unaccent', 'btree_gist', 'pgcrypto'];
const INSUFFICIENT_PRIVILEGE = '42501';

/** The role of DATABASE_URL may not prepare the database; the message holds the commands for its administrator. */
export class DatabaseRights extends Error {
  override readonly name = 'DatabaseRights';
}

/** Turns a migration refused for want of rights into a message that says the mend; any other error stays as it is. */
export async function explainRights(knex: Knex, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('code' in error) || error.code !== INSUFFICIENT_PRIVILEGE) return error;
  const { rows: [who] } = await knex.raw<{ rows: { role: string; name: string; missing: string[]; has_role: boolean }[] }>(
    `select quote_ident(current_user) as role, current_database() as name,
       array(select quote_ident(e) from unnest(?::text[]) e where e not in (select extname from pg_extension)) as missing,
       exists (select from pg_roles where rolname = 'sommier_app') as has_role`, [EXTENSIONS]);
  if (who === undefined) return error;
  const commands = [
    ...who.missing.map((extension) => `CREATE EXTENSION ${extension};`),
    ...(who.has_role ? [] : ['CREATE ROLE sommier_app NOLOGIN NOBYPASSRLS;']),
    `GRANT sommier_app TO ${who.role};`, `GRANT CREATE ON DATABASE ${JSON.stringify(who.name)} TO ${who.role};`, `GRANT CREATE, USAGE ON SCHEMA public TO ${who.role};`,
  ];
  return new DatabaseRights(`The role ${who.role} may not prepare the database ${who.name} (${error.message.split(' - ').at(-1) ?? ''}). `
    + `Ask its administrator to run there, once, as a superuser: ${commands.join(' ')} Then start Sommier again.`, { cause: error });
}
