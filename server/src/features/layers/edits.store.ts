import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { KEPT, stateOf } from './edits.queries.ts';
import type { OwnLayer } from './features.queries.ts';
import { keepFeature } from './features.store.ts';

interface Edit { id: string; feature: string; person: string; before: string | null; after: string | null; version: number; undoneBy: string | null }

/**
 * Takes back one's own edit of a feature: what was added goes, what was removed returns under its id, what was changed is as it was. The undo is an edit
 * itself, so that undoing it does again. Throws `not_found`, `forbidden` for another person's, `conflict` when it was undone or the feature changed since.
 * @returns the id of the feature
 */
export async function undoEdit(tx: Tx, layer: OwnLayer, id: string, person: string): Promise<string> {
  const { rows: [edit] } = await tx.raw(`select id, feature_id as feature, person_id as person, before::text, after::text, version, undone_by as "undoneBy" from layer_feature_edit
    where commune_id = current_commune() and layer_id = :layer and id = :id and at > now() - ${KEPT} for update`, { layer: layer.id, id }) as { rows: Edit[] };
  if (edit === undefined) throw new AppError('not_found', `No edit ${id}`);
  if (edit.person !== person) throw new AppError('forbidden', 'Another person’s edit', { reason: 'layers.edit.not_yours' });
  if (edit.undoneBy !== null) throw new AppError('conflict', 'Undone before', { reason: 'layers.edit.undone' });
  await tx.raw('select 1 from layer_feature where commune_id = current_commune() and layer_id = :layer and id = :id for update', { layer: layer.id, id: edit.feature });
  if (((await stateOf(tx, layer, edit.feature))?.state ?? null) !== edit.after) throw new AppError('conflict', 'Changed since', { reason: 'layers.edit.changed' });
  await keepFeature(tx, layer, edit.feature, async () => {
    if (edit.before === null) await tx.raw('delete from layer_feature where commune_id = current_commune() and layer_id = :layer and id = :id', { layer: layer.id, id: edit.feature });
    else if (edit.after === null) await tx.raw(`insert into layer_feature (commune_id, id, layer_id, source_key, batch_id, attributes, geom, version) overriding system value
      select current_commune(), :id, :layer, s ->> 'key', (s ->> 'batch')::bigint, s -> 'attributes', st_geomfromewkb(decode(s ->> 'geom', 'hex')), :version
      from cast(:before as jsonb) s`, { layer: layer.id, id: edit.feature, before: edit.before, version: edit.version + 1 });
    else await tx.raw(`update layer_feature set attributes = s -> 'attributes', geom = st_geomfromewkb(decode(s ->> 'geom', 'hex')), version = version + 1 from cast(:before as jsonb) s
      where commune_id = current_commune() and layer_id = :layer and id = :id`, { layer: layer.id, id: edit.feature, before: edit.before });
  }, edit.id);
  return edit.feature;
}
