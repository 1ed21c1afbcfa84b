import type { Tx } from '../../../platform/db/index.ts';
import { layerFormat, type Batch, type ReaderRefusal } from '../../imports/index.ts';

const asLayer = (batch: Batch, name: string, title: string): Batch => ({ ...batch, layer: name, options: { ...batch.options, title, repair: true }, meta: { fields: batch.meta['fields'] ?? [] } });

/**
 * Brings the polygons of a mobility stage into a layer of the commune's own, repaired where they are not valid. Answers the refusals of its rows
 * (from `check`) or its counts (from `merge`); the layer's name is kept with the batch, for the undo.
 */
export async function stageLayer(tx: Tx, stage: string): Promise<string> {
  await tx.raw(`create temporary table if not exists layer_stage (row integer not null, key text not null, digest text not null, content jsonb not null, geom geometry, srid integer not null) on commit drop`);
  await tx.raw('truncate layer_stage');
  await tx.raw(`insert into layer_stage select row, key, digest, content, geom, 4326 from ${stage} where what = 'zone'`);
  const { rows: [n] } = await tx.raw('select count(*)::integer as n from layer_stage') as { rows: { n: number }[] };
  return (n?.n ?? 0) > 0 ? 'layer_stage' : '';
}
export const checkZones = async (tx: Tx, batch: Batch): Promise<ReaderRefusal[]> => layerFormat.check(tx, 'layer_stage', { ...batch, options: { ...batch.options, repair: true } });

export async function mergeZones(tx: Tx, batch: Batch, name: string, title: string): Promise<{ inserted: number; updated: number; unchanged: number; removed: number }> {
  const layer = asLayer(batch, name, title);
  const counts = await layerFormat.merge(tx, 'layer_stage', layer, () => undefined);
  Object.assign(batch.notes, layer.notes, { layer: name });
  return counts;
}

export async function undoZones(tx: Tx, batch: Batch): Promise<void> {
  const name = batch.notes['layer'];
  if (typeof name === 'string') await layerFormat.undo(tx, asLayer(batch, name, ''));
}
