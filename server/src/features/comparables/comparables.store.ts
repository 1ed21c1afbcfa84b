import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

const rule = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `comparables.${reason}`, ...detail });

/** Gives a comparable its place by a click. */
export async function placeAt(tx: Tx, id: string, lon: number, lat: number): Promise<void> {
  await tx.raw(`update comparable set geom = st_setsrid(st_makepoint(:lon, :lat), 4326), located_by = 'click', source_srid = 4326, accuracy_m = null, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = :id`, { id, lon, lat });
}
/** Ties a comparable to a property and places it there. Throws rule_refused when there is no such property, or it has no drawing. */
export async function placeOn(tx: Tx, id: string, property: string): Promise<void> {
  const { rows: [asset] } = await tx.raw(`select a.id, a.geom is not null as drawn from asset a where a.commune_id = current_commune() and a.code = :property`, { property }) as { rows: { id: string; drawn: boolean }[] };
  if (asset === undefined) throw rule('unknown_property', { property, field: 'property' });
  if (!asset.drawn) throw rule('unplaced', { field: 'property' });
  await tx.raw(`update comparable c set asset_id = a.id, geom = st_pointonsurface(a.geom), located_by = 'asset', source_srid = a.source_srid, accuracy_m = a.accuracy_m, version = c.version + 1, updated_at = clock_timestamp()
    from asset a where c.commune_id = current_commune() and c.id = :id and a.commune_id = c.commune_id and a.id = :asset`, { id, asset: asset.id });
}
export async function setAside(tx: Tx, id: string, aside: boolean, reason: string | null): Promise<void> {
  await tx.raw(`update comparable set aside = :aside, aside_reason = :reason, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = :id`, { id, aside, reason: aside ? reason : null });
}
