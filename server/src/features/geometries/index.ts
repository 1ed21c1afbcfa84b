import type { AssetSheet } from '@sommier/domain/assets';
import type { DrawnGeometry, GeometryCheck } from '@sommier/domain/geometries';
import type { Tx } from '../../platform/db/index.ts';
import { check } from './check.ts';
import { refuse } from './geometries.routes.ts';
import { storeShape } from './geometries.store.ts';
import { readRules } from './rules.queries.ts';
import { measure } from './shape.queries.ts';

export { routes } from './geometries.routes.ts';

/** A drawing as a request carries it. */
export interface Drawing { geometry: DrawnGeometry; crs: number; accuracyM: number | null; acknowledged: boolean }

/**
 * Draws a property inside another write (a creation, a campaign's review): measured, held to the rules and stored as `setAssetGeometry` does.
 * The caller holds the row and records the audit. Throws rule_refused with the findings.
 */
export async function drawAsset(tx: Tx, asset: Pick<AssetSheet, 'id' | 'parentId' | 'level'>, { geometry, crs, accuracyM, acknowledged }: Drawing): Promise<GeometryCheck> {
  const m = await measure(tx, geometry, crs);
  const found = await check(tx, m, crs, { id: asset.id, parent: asset.parentId, level: asset.level }, await readRules(tx));
  refuse(found, acknowledged);
  await storeShape(tx, asset.id, { shape: m.shape, srid: crs, accuracyM: accuracyM ?? found.shiftAccuracyM });
  return found;
}
