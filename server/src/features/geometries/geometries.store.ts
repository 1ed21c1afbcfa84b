import type { GeometryRules } from '@sommier/domain/geometries';
import type { Tx } from '../../platform/db/index.ts';
import { bumpVersion, keepCells } from '../tiles/index.ts';

/** Writes the commune's rules of drawing; its caller has compared the versions. */
export async function saveRules(tx: Tx, r: GeometryRules): Promise<void> {
  await tx.raw(`insert into geometry_rules (commune_id, containment_mode, containment_tolerance_m, overlap_mode, overlap_tolerance_m2, overlap_levels, parcel_inset_m, street_layer, street_field)
    values (current_commune(), :containmentMode, :containmentToleranceM, :overlapMode, :overlapToleranceM2, cast(:levels as text[]), :parcelInsetM, :streetLayer, :streetField)
    on conflict (commune_id) do update set containment_mode = excluded.containment_mode, containment_tolerance_m = excluded.containment_tolerance_m, overlap_mode = excluded.overlap_mode,
      overlap_tolerance_m2 = excluded.overlap_tolerance_m2, overlap_levels = excluded.overlap_levels, parcel_inset_m = excluded.parcel_inset_m, street_layer = excluded.street_layer,
      street_field = excluded.street_field, version = geometry_rules.version + 1, updated_at = now()`, { ...r, levels: `{${r.overlapLevels.join(',')}}` });
}

/**
 * Gives a property the ground that was drawn: its area is the geodesic one of PostGIS, its version moves, tiles and counts follow.
 * The row is locked and the shape checked by the caller.
 * @param shape EWKB in hexadecimal, EPSG:4326, valid
 * @param srid the system the drawing was given in; accuracy in metres, null when nobody knows
 */
export async function storeShape(tx: Tx, id: string, { shape, srid, accuracyM }: { shape: string; srid: number; accuracyM: number | null }): Promise<void> {
  await keepCells(tx, 'assets', [id], () => tx.raw(`update asset set geom = g.shape, drawn_area_m2 = case when st_dimension(g.shape) = 2 then st_area(g.shape::geography) end, source_srid = :srid, accuracy_m = :accuracy, located_by = 'drawing',
      version = version + 1, updated_at = clock_timestamp()
    from (select cast(:shape as geometry) as shape) g where commune_id = current_commune() and id = :id`, { id, shape, srid, accuracy: accuracyM }));
  await bumpVersion(tx, 'assets');
}
