/**
 * A commune's whole register copied to `n` others by the catalogue alone, as the owner: row ids are a commune's own, so they may be the same. Each
 * copy lies on other ground (EPSG:4326 moved by whole degrees; what derives from it is derived again).
 */
export const copies = (n: number): string => `
set session_replication_role = replica;
insert into commune (code, name, currency, languages, timezone, srid, demo, country)
  select 'COPY' || n, 'Commune ' || n, currency, languages, timezone, srid, false, country from commune, generate_series(1, ${String(n)}) n where demo;
do $$ declare t record; begin
  for t in
    select c.relname, string_agg(quote_ident(a.attname), ',' order by a.attnum) as names,
      string_agg(case when a.attname = 'commune_id' then 'k.id'
        when format_type(a.atttypid, a.atttypmod) like 'geometry(%4326)' then format('st_translate(s.%I, (k.id %% 40 - 20) * 2, (k.id / 40) * 2 - 30)', a.attname)
        else 's.' || quote_ident(a.attname) end, ',' order by a.attnum) as given
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'job'
      and exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'commune_id' and not x.attisdropped) group by c.relname
  loop
    execute format('insert into %I (%s) overriding system value select %s from %I s join commune d on d.demo and s.commune_id = d.id cross join commune k where not k.demo', t.relname, t.names, t.given, t.relname);
  end loop;
end $$;
set session_replication_role = default;`;

interface Node { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Actual Rows'?: number; 'Actual Loops'?: number; 'Rows Removed by Filter'?: number; 'Rows Removed by Index Recheck'?: number; Plans?: Node[] }
/** One table read by one part of a statement: rows looked at in its widest pass, kept or thrown away. */
export interface Read { table: string; how: string; rows: number }
export interface Found { query: string; reads: Read[] }

const readsOf = (node: Node): Read[] => [
  ...(node['Relation Name'] !== undefined && node['Actual Loops'] !== 0 ? [{
    table: node['Relation Name'], how: `${node['Node Type']} ${node['Index Name'] ?? ''}`.trim(), rows: (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0),
  }] : []), ...(node.Plans ?? []).flatMap(readsOf)];

/** Reads what auto_explain wrote as JSON, whole plans only: each statement with what it read of each table. */
export function readPlans(log: string): Found[] {
  const found: Found[] = [];
  for (const piece of log.split(/^.*duration: [\d.]+ ms {2}plan:$/m).slice(1)) {
    // The plan's lines are indented by a tab; the next line that is not ends it.
    const lines = piece.split('\n').slice(1), end = lines.findIndex((line) => !line.startsWith('\t'));
    if (end === -1) continue;
    const { 'Query Text': query, Plan: plan } = JSON.parse(lines.slice(0, end).join('\n')) as { 'Query Text': string; Plan: Node };
    found.push({ query, reads: readsOf(plan) });
  }
  return found;
}
