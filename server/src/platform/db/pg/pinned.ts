import type { Knex } from 'knex';

/** Schema of the pinned views; first on the application's search path, and absent where functions are marked leakproof. */
export const PINNED = 'sommier_pinned';

/** Indexes by operators that are not leakproof: shapes and parts of words. */
const HOT = `exists (select from pg_index i cross join unnest(i.indclass) k(oid) join pg_opclass o on o.oid = k.oid where i.indrelid = c.oid and o.opcname ~ '^(gist_geometry|gist_geography|spgist_geometry|gin_trgm|gist_trgm)')`;

/**
 * Tables whose maps or words are found by an index that a policy would switch off, owned by who migrates. `made` are the statements that stand a view before each:
 * what policies ask of rows read and written alike is a view with its check (the commune), what they ask of rows read alone (not in the bin) a second one over it, and
 * the application has on it the grants it has on the table.
 */
const WANTED = `
  with policy as (
    select polrelid, polname, polpermissive, polcmd, pg_get_expr(polqual, polrelid) as qual, coalesce(pg_get_expr(polwithcheck, polrelid), pg_get_expr(polqual, polrelid)) as written from pg_policy
  ), hot as (
    select c.oid, c.relname, c.relacl, string_agg(p.qual, ' and ' order by p.polname) filter (where p.qual = p.written) as held, string_agg(p.qual, ' and ' order by p.polname) filter (where p.qual <> p.written) as shown
    from pg_class c join policy p on p.polrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity and not c.relforcerowsecurity and pg_get_userbyid(c.relowner) = current_user and ${HOT}
    group by c.oid, c.relname, c.relacl
    having count(*) filter (where p.polpermissive) = 1 and bool_and(p.polcmd = '*' and (p.qual = p.written or not p.polpermissive and p.written = 'true'))
  ), columns as (
    select h.oid, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as list from hot h join pg_attribute a on a.attrelid = h.oid and a.attnum > 0 and not a.attisdropped group by h.oid
  ), rights as (
    select h.oid, format('grant %s on ${PINNED}.%I to sommier_app;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), h.relname) as line
    from hot h cross join lateral aclexplode(h.relacl) g where pg_get_userbyid(g.grantee) = 'sommier_app' and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') group by h.oid, h.relname
    union all
    select h.oid, format('grant %s (%I) on ${PINNED}.%I to sommier_app;', lower(g.privilege_type), a.attname, h.relname)
    from hot h join pg_attribute a on a.attrelid = h.oid and not a.attisdropped cross join lateral aclexplode(a.attacl) g where pg_get_userbyid(g.grantee) = 'sommier_app' and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE')
  )
  select string_agg(format('create view ${PINNED}.%I as select %s from public.%I where %s with local check option; ', case when h.shown is null then h.relname else h.relname || '_held' end, k.list, h.relname, h.held)
    || case when h.shown is null then '' else format('create view ${PINNED}.%I as select * from ${PINNED}.%I where %s; ', h.relname, h.relname || '_held', h.shown) end
    || (select coalesce(string_agg(r.line, ' ' order by r.line collate "C"), '') from rights r where r.oid = h.oid), ' ' order by h.relname collate "C") as made
  from hot h join columns k on k.oid = h.oid`;

const LEFT = `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity and ${HOT}
  and not exists (select from pg_class v where v.relnamespace = to_regnamespace('${PINNED}') and v.relname = c.relname) order by 1`;

/** Takes the views away: before a migration, which could not change a table under one, and where the functions are marked. */
export async function unpin(owner: Knex): Promise<void> {
  await owner.raw(`drop schema if exists ${PINNED} cascade`);
}

/**
 * Where PostGIS cannot be marked leakproof (no superuser at hand), stands a view before each table whose index the policy would switch off. The view belongs to
 * the tables' owner, whom no policy binds, and holds the policy's condition itself, as an ordinary one that lets `&&` and `ilike` reach their index. It hides nothing
 * from somebody who may send SQL (no security barrier), and keeps our own queries to their commune as the policy does; the tables keep theirs
 * (docs/decisions/0060). Built again only when the schema has changed, so that a running server is not disturbed. Answers the
 * tables that got none: those of another owner, or of more than one policy.
 */
export async function pin(owner: Knex): Promise<string[]> {
  await owner.transaction(async (tx) => {
    await tx.raw(`select pg_advisory_xact_lock(hashtext('${PINNED}'))`);
    const { rows: [wanted] } = await tx.raw<{ rows: { made: string | null }[] }>(WANTED.replaceAll('?', '\\?'));
    const { rows: [there] } = await tx.raw<{ rows: { made: string | null }[] }>(`select obj_description(oid, 'pg_namespace') as made from pg_namespace where nspname = '${PINNED}'`);
    const made = wanted?.made ?? '';
    if (there !== undefined && there.made === made) return;
    await tx.raw(`drop schema if exists ${PINNED} cascade; create schema ${PINNED}; grant usage on schema ${PINNED} to sommier_app; ${made.replaceAll('?', '\\?')}`);
    const { rows: [comment] } = await tx.raw<{ rows: { line: string }[] }>(`select format('comment on schema ${PINNED} is %L', ?::text) as line`, [made]);
    await tx.raw((comment?.line ?? '').replaceAll('?', '\\?'));
  });
  const { rows } = await owner.raw<{ rows: { relname: string }[] }>(LEFT);
  return rows.map(({ relname }) => relname);
}
