import type { LayerEntry, LayerFeature, LayerFeatureSheet } from '@sommier/domain/layers';
import { parseBbox, type Role, splitList } from '@sommier/domain/shared';
import { type LayerStyle, type Look, styleOf } from '@sommier/domain/style';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';
import { ruleCase } from './rule-sql.ts';

type Rows<T> = { rows: T[] };
/** An own layer the role reads: what its features are asked by. */
export interface OwnLayer { id: string; name: string; title: string; titleAr: string | null; fields: LayerEntry['fields']; look: Look | null; form: LayerEntry['form'] }
const FEATURE = 'f.id, f.source_key as "sourceKey", f.attributes, st_x(st_pointonsurface(f.geom)) as lon, st_y(st_pointonsurface(f.geom)) as lat';

/** The own layer of that name, or undefined where the commune has none the role reads. */
export async function readOwnLayer(tx: Tx, name: string, role: Role): Promise<OwnLayer | undefined> {
  const { rows: [layer] } = await tx.raw(`select l.id, l.name, l.title, k.title_ar as "titleAr", l.fields, k.look, k.form from layer l left join layer_card k on k.commune_id = l.commune_id and k.name = l.name
    where l.commune_id = current_commune() and l.name = :name and (k.readers is null or :role = any(k.readers))`, { name, role }) as Rows<OwnLayer>;
  return layer;
}
/** The one style of an own layer, as screen and paper draw it. */
export const ownStyle = (layer: OwnLayer): LayerStyle => styleOf(layer.name, { fr: layer.title, ar: layer.titleAr ?? layer.title, en: layer.title }, layer.look);

export interface FeatureFilter { page: number; size: number; q?: string | undefined; bbox?: string | undefined; rules?: string | undefined }
/** A page of an own layer, or undefined where there is no such layer for her. */
export async function readFeatures(tx: Tx, name: string, role: Role, f: FeatureFilter) {
  const layer = await readOwnLayer(tx, name, role);
  if (layer === undefined) return undefined;
  const w = new Where('f.commune_id = current_commune()').add('f.layer_id = :layer', { layer: layer.id }).bbox('f.geom', f.bbox === undefined ? undefined : parseBbox(f.bbox));
  if (f.q) w.add('f.attributes::text ilike :q', { q: `%${f.q.replace(/[\\%_]/g, String.raw`\$&`)}%` });
  if (f.rules !== undefined) {
    const rule = ruleCase(ownStyle(layer));
    w.add(`${rule.sql} = any(:rules)`, { ...rule.bindings, rules: splitList(f.rules) });
  }
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from layer_feature f where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${FEATURE} from layer_feature f where ${w.sql} order by f.id limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<LayerFeature>;
  const { rows: [v] } = await tx.raw('select version from data_version where commune_id = current_commune() and layer = ?', [name]) as Rows<{ version: string }>;
  return { total: n?.total ?? 0, page: f.page, size: f.size, version: v?.version ?? '0', rows };
}

export async function readFeature(tx: Tx, name: string, id: string, role: Role): Promise<LayerFeatureSheet | undefined> {
  const { rows } = await tx.raw(`select ${FEATURE}, st_asgeojson(f.geom, 8)::jsonb as geometry, f.batch_id as "batchId", f.version,
      case when f.geom is not null then array[st_xmin(f.geom), st_ymin(f.geom), st_xmax(f.geom), st_ymax(f.geom)] end as bounds
    from layer_feature f join layer l on l.commune_id = f.commune_id and l.id = f.layer_id left join layer_card k on k.commune_id = l.commune_id and k.name = l.name
    where f.commune_id = current_commune() and l.name = :name and f.id = :id and (k.readers is null or :role = any(k.readers))`, { name, id, role }) as Rows<LayerFeatureSheet>;
  return rows[0];
}
