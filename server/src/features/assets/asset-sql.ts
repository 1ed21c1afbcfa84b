import { ASSET_FIELDS, type AssetField } from '@sommier/domain/assets';

/** The column that holds a field; a parent is held by its id and named by its code. */
export const columnOf = (f: AssetField): string => (f.type === 'parent' ? 'parent_id' : f.column);
export const COLUMN: Readonly<Record<string, string>> = Object.fromEntries(ASSET_FIELDS.map((f) => [f.key, columnOf(f)]));

/** SQL of a field of `a` as the API says it: areas as numbers, money as text. */
const selected = (f: AssetField): string => {
  const column = `a.${columnOf(f)}`;
  return `${f.type === 'area' || f.type === 'metres' ? `${column}::float8` : f.type === 'money' ? `${column}::text` : column} as "${f.key}"`;
};

const tolerance = (column: string, otherwise: number): string => `coalesce((select s.${column}::float8 from register_setting s where s.commune_id = current_commune()), ${String(otherwise)})`;
const REF = `coalesce(a.register_area_m2::float8, a.title_area_m2::float8, a.drawn_area_m2, a.contract_area_m2::float8)`;
const ALLOWED = `greatest(${tolerance('area_tolerance_m2', 1)}, ${REF} * ${tolerance('area_tolerance_percent', 2)} / 100) + 1e-6`;
/** Whether the areas differ beyond the commune's tolerance: the same rule as compareAreas of the domain, in SQL for lists and filters. */
export const AREAS_DIFFER = `coalesce(abs(a.title_area_m2::float8 - ${REF}) > ${ALLOWED} or abs(a.contract_area_m2::float8 - ${REF}) > ${ALLOWED} or abs(a.drawn_area_m2 - ${REF}) > ${ALLOWED}, false)`;

/** A row of a list. */
export const ROW = `a.id, a.code, a.name, a.name_ar as "nameAr", a.level, a.nature, a.domain_class as "domainClass", a.title_state as "titleState", a.title_number as "titleNumber",
  a.status, a.tenure, a.address, a.district, a.use_label as "useLabel", a.year_built as "yearBuilt", a.land_area_m2::float8 as "landAreaM2", a.footprint_m2::float8 as "footprintM2",
  a.built_area_m2::float8 as "builtAreaM2", a.drawn_area_m2 as "drawnAreaM2", a.register_area_m2::float8 as "registerAreaM2", a.use_code as "useCode", ${AREAS_DIFFER} as "areasDiffer",
  a.geom is not null as located, st_x(st_pointonsurface(a.geom)) as lon, st_y(st_pointonsurface(a.geom)) as lat, a.parent_id as "parentId", a.version, a.review`;
const IN_ROW = new Set(['code', 'name', 'nameAr', 'level', 'nature', 'domainClass', 'titleState', 'titleNumber', 'status', 'tenure', 'address', 'district', 'useLabel', 'yearBuilt', 'landAreaM2', 'footprintM2',
  'builtAreaM2', 'drawnAreaM2', 'registerAreaM2', 'useCode', 'parentId']);
/** What a sheet has beyond the row. */
export const SHEET = `${ROW}, ${ASSET_FIELDS.filter((f) => !IN_ROW.has(f.key)).map(selected).join(', ')}, a.extra, a.provenance, a.attributes`;
