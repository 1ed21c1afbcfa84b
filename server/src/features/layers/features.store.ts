import type { NewFeature } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { bumpVersion, keepCells } from '../tiles/index.ts';
import { KEPT, stateOf } from './edits.queries.ts';
import type { OwnLayer } from './features.queries.ts';

type Rows<T> = { rows: T[] };
const SHAPE = 'st_setsrid(st_force2d(st_geomfromgeojson(:geometry)), 4326)';
const bound = (f: NewFeature): { geometry: string | null; attributes: string } => ({ geometry: f.geometry === null ? null : JSON.stringify(f.geometry), attributes: JSON.stringify(f.attributes) });

/** Throws `invalid` where the geometry cannot be read or `rule_refused` where its outline crosses itself: a layer is measured by its outlines. */
async function checkShape(tx: Tx, f: NewFeature): Promise<void> {
  if (f.geometry === null) return;
  const { rows: [row] } = await tx.raw(`select st_isvalid(g) as ok, st_isvalidreason(g) as why, st_isempty(g) or st_xmin(g) < -180 or st_xmax(g) > 180 or st_ymin(g) < -90 or st_ymax(g) > 90 as outside from (select ${SHAPE} as g) q`, { geometry: JSON.stringify(f.geometry) })
    .catch((cause: unknown) => { throw new AppError('invalid', 'Unreadable geometry', { issues: [{ path: 'body.geometry', message: 'geometry' }] }, cause); }) as Rows<{ ok: boolean; why: string; outside: boolean }>;
  if (row?.outside) throw new AppError('invalid', 'Outside the world', { issues: [{ path: 'body.geometry', message: 'geometry' }] });
  if (row?.ok === false) throw new AppError('rule_refused', 'Invalid outline', { reason: 'layers.bad_shape', why: row.why });
}

/** The kind of geometry follows what the layer holds, its version what changed. */
async function settle(tx: Tx, layer: OwnLayer): Promise<void> {
  await tx.raw(`update layer l set geometry_type = (select case when count(distinct st_dimension(f.geom)) > 1 then 'mixed' else (array['point', 'line', 'polygon'])[min(st_dimension(f.geom)) + 1] end
      from layer_feature f where f.commune_id = l.commune_id and f.layer_id = l.id and f.geom is not null) where l.commune_id = current_commune() and l.id = ?`, [layer.id]);
  await bumpVersion(tx, layer.name);
}

/**
 * Does a change of one feature and keeps what it was and became, for its maker's undo; writes by nobody (a command) keep nothing. Counts, kind of
 * geometry and version of the layer follow. `undoes` names the edit this one takes back.
 */
export async function keepFeature(tx: Tx, layer: OwnLayer, id: string, change: () => Promise<unknown>, undoes: string | null = null, before?: null): Promise<void> {
  const was = before === null ? null : await stateOf(tx, layer, id);
  await keepCells(tx, layer.name, [id], change);
  const is = await stateOf(tx, layer, id);
  await tx.raw(`with gone as (delete from layer_feature_edit where commune_id = current_commune() and at < now() - ${KEPT}),
      kept as (insert into layer_feature_edit (commune_id, layer_id, feature_id, person_id, before, after, version, undo_of)
        select current_commune(), :layer, :id, current_person(), cast(:was as jsonb), cast(:is as jsonb), :version, :undoes::bigint where current_person() is not null returning id)
    update layer_feature_edit e set undone_by = kept.id from kept where e.commune_id = current_commune() and e.id = :undoes::bigint`, { layer: layer.id, id, was: was?.state ?? null, is: is?.state ?? null, version: (is ?? was)?.version ?? 1, undoes });
  await settle(tx, layer);
}

/** Adds a feature; answers its id. Its source key says that a person made it here. */
export async function insertFeature(tx: Tx, layer: OwnLayer, f: NewFeature): Promise<string> {
  await checkShape(tx, f);
  const { rows: [made] } = await tx.raw(`insert into layer_feature (commune_id, layer_id, source_key, attributes, geom) values (current_commune(), :layer, 'own-' || gen_random_uuid(), cast(:attributes as jsonb), ${SHAPE}) returning id`, { layer: layer.id, ...bound(f) }) as Rows<{ id: string }>;
  if (made === undefined) throw new Error('the feature was not written');
  await keepFeature(tx, layer, made.id, () => Promise.resolve(), null, null);
  return made.id;
}
/** Replaces a feature's answers and outline. */
export async function replaceFeature(tx: Tx, layer: OwnLayer, id: string, f: NewFeature): Promise<void> {
  await checkShape(tx, f);
  await keepFeature(tx, layer, id, () => tx.raw(`update layer_feature set attributes = cast(:attributes as jsonb), geom = ${SHAPE}, source_digest = null, version = version + 1
    where commune_id = current_commune() and layer_id = :layer and id = :id`, { layer: layer.id, id, ...bound(f) }));
}
export async function deleteFeature(tx: Tx, layer: OwnLayer, id: string): Promise<void> {
  await keepFeature(tx, layer, id, () => tx.raw('delete from layer_feature where commune_id = current_commune() and layer_id = :layer and id = :id', { layer: layer.id, id }));
}
