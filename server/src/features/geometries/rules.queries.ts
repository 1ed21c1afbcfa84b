import { DEFAULT_RULES, type GeometryRules } from '@sommier/domain/geometries';
import type { Tx } from '../../platform/db/index.ts';

/** The commune's rules of drawing, or the defaults at version 0. `lock` holds the row for the change that follows. */
export async function readRules(tx: Tx, lock = false): Promise<GeometryRules & { version: number }> {
  const { rows } = await tx.raw(`select containment_mode as "containmentMode", containment_tolerance_m as "containmentToleranceM", overlap_mode as "overlapMode", overlap_tolerance_m2 as "overlapToleranceM2",
      overlap_levels as "overlapLevels", parcel_inset_m as "parcelInsetM", street_layer as "streetLayer", street_field as "streetField", version
    from geometry_rules where commune_id = current_commune() ${lock ? 'for update' : ''}`) as { rows: (GeometryRules & { version: number })[] };
  return rows[0] ?? { ...DEFAULT_RULES, version: 0 };
}
