import { ASSET_FIELDS, type AssetSelection, type FieldType } from '@sommier/domain/assets';
import { FILTERS } from '@sommier/domain/exports';
import { extraColumn } from '@sommier/domain/references';
import { type LayerEntry, mayReadLayer } from '@sommier/domain/layers';
import { AppError, type Role } from '@sommier/domain/shared';
import { CORE_STYLES, type LayerStyle, type Look, styleOf } from '@sommier/domain/style';
import type { Tx } from '../../platform/db/index.ts';
import { selectionWhere } from '../assets/index.ts';
import { readRasters } from '../layers/index.ts';
import { readExtraFields } from '../references/index.ts';

export interface Column { name: string; type: 'text' | 'number' | 'boolean' | 'date' | 'json'; sql: string; personal?: boolean }
export type FilterValues = Readonly<Record<string, string | boolean>>;

/** Where a layer's rows come from. `f` is its row in every piece of SQL here; the policy and `current_commune()` keep other communes out. */
export interface LayerSource {
  layer: string;
  style: LayerStyle;
  /** Follows `from`, without `where`. */
  from: string;
  /** Conditions joined by `and`, with their bindings. */
  where: string;
  bindings: Record<string, unknown>;
  columns: readonly Column[];
  /** Names and types of what an uploaded layer carries in `attributes`; empty for the others. */
  fields: readonly { name: string; type: Column['type'] }[];
  /** The catalogue's group, where the commune gave it one. */
  group?: string;
}

const text = (name: string, sql = `f.${name}`): Column => ({ name, type: 'text', sql });
const number = (name: string, sql = `f.${name}`): Column => ({ name, type: 'number', sql });
const json = (name: string): Column => ({ name, type: 'json', sql: `f.${name}` });

const EXPORTED: Record<FieldType, Column['type']> = { text: 'text', word: 'text', code: 'text', parent: 'text', count: 'number', year: 'number', area: 'number', metres: 'number', money: 'number', date: 'date', charges: 'json' };
/** The fields of the register by their one list; a parent is named by its code. */
const ASSETS: Column[] = [
  ...ASSET_FIELDS.map((f): Column => ({ name: f.column, type: EXPORTED[f.type], sql: f.type === 'parent' ? '(select p.code from asset p where p.commune_id = f.commune_id and p.id = f.parent_id)' : f.type === 'charges' ? `nullif(f.${f.column}, '[]'::jsonb)` : `f.${f.column}` })),
  // How sure each value is, by field: what the import of the same column reads.
  { name: 'provenance', type: 'json', sql: `nullif((select jsonb_object_agg(p.key, p.value ->> 'kind') from jsonb_each(f.provenance) p), '{}'::jsonb)` },
  json('attributes'),
];
/** The commune's own fields as columns. The key is checked by the table that holds it. */
const extraColumns = async (tx: Tx): Promise<Column[]> => (await readExtraFields(tx)).map((x): Column =>
  ({ name: extraColumn(x.key), type: x.type === 'number' ? 'number' : x.type === 'boolean' ? 'boolean' : x.type === 'date' ? 'date' : 'text', sql: x.type === 'number' ? `cast(f.extra ->> '${x.key}' as numeric)` : x.type === 'boolean' ? `cast(f.extra ->> '${x.key}' as boolean)` : `f.extra ->> '${x.key}'` }));
const LISTINGS: Column[] = [
  text('platform'), text('external_id'), text('name'), { ...text('host_id'), personal: true }, { ...text('host_name'), personal: true },
  ...['neighbourhood_group', 'neighbourhood', 'room_type', 'property_type', 'price_text'].map((name) => text(name)),
  ...['price_minor', 'minimum_nights', 'number_of_reviews', 'number_of_reviews_ltm', 'reviews_per_month'].map((name) => number(name)),
  { name: 'last_review', type: 'date', sql: 'f.last_review' },
  ...['host_listings', 'availability_365', 'accommodates', 'bedrooms'].map((name) => number(name)),
  text('license'), number('estimated_nights'), { name: 'at_cap', type: 'boolean', sql: 'f.at_cap' }, number('uncertainty_m'), { name: 'gone', type: 'boolean', sql: 'f.gone' },
];
const ZONES: Column[] = [text('set_name', '(select s.name from zone_set s where s.commune_id = f.commune_id and s.id = f.set_id)'), text('label'), text('label_ar'), number('area_m2')];
const PARCELS: Column[] = [text('source_key'), text('reference'), text('title_state'), number('stated_area_m2'), number('area_m2'), number('accuracy_m'), json('attributes')];

const TABLES: Readonly<Record<string, { table: string; columns: Column[] }>> = {
  assets: { table: 'asset', columns: ASSETS }, listings: { table: 'listing', columns: LISTINGS }, zones: { table: 'zone', columns: ZONES }, parcels: { table: 'parcel', columns: PARCELS },
};

/** SQL of a filter: one of the values, separated by commas. Column names come from the list of the domain, never from the request. */
function filter(layer: string, values: FilterValues): { sql: string[]; bindings: Record<string, unknown> } {
  const known = FILTERS[layer] ?? [];
  const bindings: Record<string, unknown> = {};
  const sql = Object.entries(values).map(([column, value]) => {
    if (!known.includes(column)) throw new AppError('invalid', 'No such filter', { reason: 'exports.unknown_filter', layer, column, known: known.join(', ') });
    const name = `filter_${column}`;
    if (column === 'gone') { bindings[name] = value === true || value === 'true'; return `f.gone = :${name}`; }
    bindings[name] = String(value).split(',');
    return column === 'set' ? `f.set_id in (select s.id from zone_set s where s.commune_id = f.commune_id and s.name = any (:${name}))` : `f.${column} = any (:${name})`;
  });
  return { sql, bindings };
}

/** SQL of a property of a layer's style: a column of its own, or the attribute an own layer's style reads. */
export const styleField = ({ style }: Pick<LayerSource, 'style'>, field: string): string => {
  return style.reads?.[field] === undefined ? `f.${field}` : `f.attributes -> cast(:look_${field} as text) as ${field}`;
};

interface OwnLayer { id: string; name: string; title: string; fields: { name: string; type: Column['type'] }[] | null; title_ar: string | null; group_name: string | null; look: Look | null; readers: Role[] | null }

/** The same source, of a layer of properties only those chosen. */
export function chosen(source: LayerSource, selection: AssetSelection | undefined): LayerSource {
  if (source.layer !== 'assets' || selection === undefined) return source;
  const w = selectionWhere(selection);
  return { ...source, where: `${source.where} and f.id in (select a.id from asset a where ${w.sql})`, bindings: { ...source.bindings, ...w.bindings } };
}

/** A picture of the ground, that is drawn and holds no rows. */
export interface PictureSource { layer: string; style: LayerStyle; group?: string; picture: LayerEntry }
async function openPicture(tx: Tx, layer: string, role: Role = 'admin'): Promise<PictureSource | undefined> {
  const picture = (await readRasters(tx, role)).find((one) => one.name === layer);
  const title = picture?.title ?? layer;
  return picture && { layer, picture, style: styleOf(layer, { fr: title, ar: picture.titleAr ?? title, en: title }), ...(picture.group === null ? {} : { group: picture.group }) };
}
/** What a sheet draws under that name: rows, or a picture of the ground. Throws as `openSource` does. */
export const openDrawn = async (tx: Tx, layer: string, filters: FilterValues | undefined, role: Role): Promise<LayerSource | PictureSource> =>
  await openPicture(tx, layer, role) ?? openSource(tx, layer, filters, role);
/** The source of data that leave in `format`. Throws `rule_refused` for a picture, which no format of features carries. */
export async function openData(tx: Tx, layer: string, filters: FilterValues | undefined, role: Role | undefined, format: string): Promise<LayerSource> {
  const picture = await openPicture(tx, layer, role);
  if (picture) throw new AppError('rule_refused', 'A picture', { reason: 'exports.picture', layer: picture.picture.title ?? layer, format: format.toUpperCase() });
  return openSource(tx, layer, filters, role);
}

/** The source of a layer of the transaction's commune, as `role` may read it. Throws `not_found` naming the layers there are; one her role may not read answers as one that is not there. */
export async function openSource(tx: Tx, layer: string, filters: FilterValues = {}, role?: Role): Promise<LayerSource> {
  const wanted = filter(layer, filters);
  const core = TABLES[layer];
  if (core) {
    return {
      layer, style: styleOf(layer), from: `${core.table} f`, where: ['f.commune_id = current_commune()', ...wanted.sql].join(' and '),
      bindings: wanted.bindings, columns: layer === 'assets' ? [...core.columns, ...await extraColumns(tx)] : core.columns, fields: [],
    };
  }
  const all = (await tx.raw(`select l.id, l.name, l.title, l.fields, k.title_ar, k.group_name, k.look, k.readers from layer l left join layer_card k on k.commune_id = l.commune_id and k.name = l.name
    where l.commune_id = current_commune() order by l.name`)).rows as OwnLayer[];
  const rows = all.filter((row) => role === undefined || mayReadLayer(role, row));
  const own = rows.find((row) => row.name === layer);
  if (!own) {
    const known = [...CORE_STYLES.map((style) => style.layer), ...rows.map((row) => row.name)].join(', ');
    throw new AppError('not_found', 'No such layer', { reason: 'exports.unknown_layer', layer, known });
  }
  const style = styleOf(layer, { fr: own.title, ar: own.title_ar ?? own.title, en: own.title }, own.look);
  return {
    layer, style, ...(own.group_name === null ? {} : { group: own.group_name }), from: 'layer_feature f', where: 'f.commune_id = current_commune() and f.layer_id = :own_layer',
    bindings: { own_layer: own.id, ...Object.fromEntries(Object.entries(style.reads ?? {}).map(([field, attribute]) => [`look_${field}`, attribute])) }, columns: [text('source_key')], fields: own.fields ?? [],
  };
}
