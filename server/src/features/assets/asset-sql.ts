import { ASSET_FIELDS, type AssetField } from '@sommier/domain/assets';

/** The column that holds a field; a parent is held by its id and named by its code. */
export const columnOf = (f: AssetField): string => (f.type === 'parent' ? 'parent_id' : f.column);
export const COLUMN: Readonly<Record<string, string>> = Object.fromEntries(ASSET_FIELDS.map((f) => [f.key, columnOf(f)]));

/** SQL of a field of `a` as the API says it: areas as numbers, money as text. An accuracy of 0 m is that of a shift nobody needed: of the place itself it says nothing, so it is not known. */
const selected = (f: AssetField): string => {
  const column = f.key === 'accuracyM' ? 'nullif(a.accuracy_m, 0)' : `a.${columnOf(f)}`;
  return `${f.type === 'area' || f.type === 'metres' ? `${column}::float8` : f.type === 'money' ? `${column}::text` : column} as "${f.key}"`;
};

const tolerance = (column: string, otherwise: number): string => `coalesce((select s.${column}::float8 from register_setting s where s.commune_id = current_commune()), ${String(otherwise)})`;
const reference = (t: string): string => `coalesce(${t}.register_area_m2::float8, ${t}.title_area_m2::float8, ${t}.drawn_area_m2, ${t}.contract_area_m2::float8)`;
const allowed = (t: string): string => `greatest(${tolerance('area_tolerance_m2', 1)}, ${reference(t)} * ${tolerance('area_tolerance_percent', 2)} / 100) + 1e-6`;
/** Rights that hold a property today or past their term, not yet ended: those whose papers speak of its area. `u` is the unit, `o` the right. */
const HOLDS = `o.commune_id = u.commune_id and o.id = u.occupation_id and o.rank = 'principal' and o.validated_at is not null and o.ended_on is null and o.status not in ('draft', 'ended')`;
/** Of some rights on one property: the sum of their areas, where each states one and together they hold it whole. */
const SUM = `case when bool_and(u.area_m2 is not null) and sum(u.share_num::numeric / u.share_den) >= 0.999 then sum(u.area_m2)::float8 end`;
const HELD = `(select ${SUM} from occupation_unit u, occupation o where u.commune_id = a.commune_id and u.asset_id = a.id and ${HOLDS})`;
const PAPERS_DIFFER = `coalesce(abs(a.title_area_m2::float8 - ${reference('a')}) > ${allowed('a')} or abs(a.contract_area_m2::float8 - ${reference('a')}) > ${allowed('a')} or abs(a.drawn_area_m2 - ${reference('a')}) > ${allowed('a')}, false)`;
/**
 * Whether the areas differ beyond the commune's tolerance: the same rule as compareAreas of the domain, in SQL for filters and counts. What contracts say
 * is asked once for all properties, since few of them are let.
 */
export const AREAS_DIFFER = `(${PAPERS_DIFFER} or a.id in (select h.id from (select u.asset_id as id, ${SUM} as area from occupation_unit u, occupation o where u.commune_id = current_commune() and ${HOLDS} group by u.asset_id) h
  join asset x on x.commune_id = current_commune() and x.id = h.id where abs(h.area - ${reference('x')}) > ${allowed('x')}))`;
/** The same for the few rows of a list. */
const ROW_DIFFERS = `(${PAPERS_DIFFER} or coalesce(abs(${HELD} - ${reference('a')}) > ${allowed('a')}, false))`;
/** What a sheet says of the contracts in force. */
const CONTRACTS = `${HELD} as "heldAreaM2", (select coalesce(jsonb_agg(jsonb_build_object('occupationId', o.id::text, 'reference', o.reference, 'areaM2', u.area_m2::float8) order by o.reference), '[]') from occupation_unit u, occupation o
  where u.commune_id = a.commune_id and u.asset_id = a.id and ${HOLDS}) as contracts`;

/** A row of a list. */
export const ROW = `a.id, a.code, a.name, a.name_ar as "nameAr", a.level, a.nature, a.domain_class as "domainClass", a.title_state as "titleState", a.title_number as "titleNumber",
  a.status, a.tenure, a.address, a.district, a.use_label as "useLabel", a.year_built as "yearBuilt", a.land_area_m2::float8 as "landAreaM2", a.footprint_m2::float8 as "footprintM2",
  a.built_area_m2::float8 as "builtAreaM2", a.drawn_area_m2 as "drawnAreaM2", a.register_area_m2::float8 as "registerAreaM2", a.use_code as "useCode", ${ROW_DIFFERS} as "areasDiffer",
  a.geom is not null as located, st_x(st_pointonsurface(a.geom)) as lon, st_y(st_pointonsurface(a.geom)) as lat, a.parent_id as "parentId", a.version, a.review`;
const IN_ROW = new Set(['code', 'name', 'nameAr', 'level', 'nature', 'domainClass', 'titleState', 'titleNumber', 'status', 'tenure', 'address', 'district', 'useLabel', 'yearBuilt', 'landAreaM2', 'footprintM2',
  'builtAreaM2', 'drawnAreaM2', 'registerAreaM2', 'useCode', 'parentId']);
/** What a sheet has beyond the row. */
export const SHEET = `${ROW}, ${ASSET_FIELDS.filter((f) => !IN_ROW.has(f.key)).map(selected).join(', ')}, a.extra, a.provenance, a.attributes, ${CONTRACTS}`;
