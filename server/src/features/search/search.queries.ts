import { foldText, type SEARCH_KINDS, type SearchHit } from '@sommier/domain/search';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Kind = (typeof SEARCH_KINDS)[number];
const BOX = (g: string): string => `st_x(st_pointonsurface(${g})) as lon, st_y(st_pointonsurface(${g})) as lat,
  case when st_dimension(${g}) > 0 then array[st_xmin(${g}), st_ymin(${g}), st_xmax(${g}), st_ymax(${g})] end as bounds`;
/** Candidates of words that are ranked. */
const RANKED = 300;
const like = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`);

/** One statement a kind; each starts from an index and stops at `limit`. Score: 1 the very code, 0.9 its beginning, else how near the words are. */
async function one(tx: Tx, kind: Kind, q: string, limit: number): Promise<SearchHit[]> {
  const folded = foldText(q);
  const bind = { q, folded, prefix: `${like(folded)}%`, any: `%${like(q)}%`, limit };
  const rows = async (sql: string, more: Record<string, unknown> = {}): Promise<SearchHit[]> => (await tx.raw(sql, { ...bind, ...more }) as { rows: SearchHit[] }).rows;
  switch (kind) {
    case 'asset': {
      // Codes by their beginning, from the index of codes ever given; then the words, of which the first few hundred rows are ranked: a word that
      // thousands of properties carry tells nothing that ranking them all would mend.
      const w = new Where('a.commune_id = current_commune()').words('a.search', folded, 'w');
      return rows(`with found as materialized (
          (select s.asset_id as id from asset_spent s where s.commune_id = current_commune() and s.kind = 'code' and s.key like upper(:prefix) order by s.key limit :limit)
          union (select a.id from asset a where ${w.sql} limit ${String(RANKED)})),
        best as materialized (select a.id, case when lower(a.code) = :folded then 1 when lower(a.code) like :prefix then 0.9 else 0.3 + 0.5 * word_similarity(:folded, a.search) end::float8 as score, a.code
          from asset a where a.commune_id = current_commune() and a.id in (select id from found) order by score desc, a.code limit :limit)
        select 'asset' as kind, a.id, a.name as title, a.name_ar as "titleAr", a.code, a.address as detail, ${BOX('a.geom')}, b.score from best b join asset a on a.commune_id = current_commune() and a.id = b.id order by b.score desc, a.code`, w.bindings);
    }
    case 'parcel':
      return rows(`select 'parcel' as kind, h.id, h.reference as title, null as "titleAr", h.reference as code, h.title_state as detail, ${BOX('h.geom')}, h.score from (
        select p.*, case when lower(p.reference) = lower(:q) then 1 when p.reference ilike :any then 0.6 else 0.3 end::float8 as score
        from parcel p where p.commune_id = current_commune() and p.reference ilike :any order by score desc, length(p.reference), p.id limit :limit) h`);
    case 'listing':
      return rows(`select 'listing' as kind, h.id, coalesce(h.name, h.external_id) as title, null as "titleAr", h.external_id as code, h.neighbourhood as detail, ${BOX('h.geom')}, h.score from (
        (select l.*, 1::float8 as score from listing l where l.commune_id = current_commune() and l.platform in (select distinct platform from capture where commune_id = current_commune()) and l.external_id = :q limit :limit)
        union all
        (select l.*, 0.4::float8 as score from listing l where l.commune_id = current_commune() and not l.gone and l.name ilike :any and l.external_id <> :q limit :limit)) h order by h.score desc limit :limit`);
    case 'occupant': {
      // A property by who holds it now: the words are the party's, the place is the property's.
      const w = new Where('p.commune_id = current_commune()', 'p.merged_into is null').words('p.search', folded, 'w');
      return rows(`select 'occupant' as kind, a.id, h.name as title, h.name_ar as "titleAr", a.code, a.name as detail, ${BOX('a.geom')}, h.score from (
          select distinct on (a.id) a.id, p.name, p.name_ar, (0.35 + 0.5 * word_similarity(:folded, p.search))::float8 as score
          from (select p.* from party p where ${w.sql} limit ${String(RANKED)}) p
          join occupation_party op on op.commune_id = current_commune() and op.party_id = p.id and op.role in ('tenant', 'beneficiary', 'concessionaire', 'occupant', 'subtenant')
          join occupation o on o.commune_id = current_commune() and o.id = op.occupation_id and o.status not in ('draft', 'ended')
          join occupation_unit u on u.commune_id = current_commune() and u.occupation_id = o.id
          join asset a on a.commune_id = current_commune() and a.id = u.asset_id order by a.id, score desc) h
        join asset a on a.commune_id = current_commune() and a.id = h.id order by h.score desc, a.code limit :limit`, w.bindings);
    }
    case 'zone':
      return rows(`select 'zone' as kind, z.id, z.label as title, z.label_ar as "titleAr", null as code, s.name as detail, ${BOX('z.geom')}, (case when lower(z.label) = lower(:q) then 0.95 else 0.5 end)::float8 as score
        from zone z join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id where z.commune_id = current_commune()
          and (unaccent(z.label) ilike unaccent(:any) or z.label_ar ilike :any) order by score desc, z.label limit :limit`);
  }
}

/** Answers of all the kinds asked for, best first. */
export async function find(tx: Tx, q: string, kinds: readonly Kind[], limit: number): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const kind of kinds) hits.push(...await one(tx, kind, q, limit));
  return hits.sort((a, b) => b.score - a.score).slice(0, limit);
}
