import type { AssetChange, AssetPlace } from '@sommier/domain/assets';
import { foldText } from '@sommier/domain/search';
import { AppError } from '@sommier/domain/shared';
import { bumpVersion, rebuildCells } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';

const COLUMN: Record<keyof AssetChange, string> = {
  name: 'name', nameAr: 'name_ar', inventoryNumber: 'inventory_number', level: 'level', nature: 'nature', domainClass: 'domain_class', titleState: 'title_state', titleNumber: 'title_number',
  status: 'status', tenure: 'tenure', address: 'address', district: 'district', useLabel: 'use_label', yearBuilt: 'year_built', floors: 'floors', landAreaM2: 'land_area_m2',
  footprintM2: 'footprint_m2', builtAreaM2: 'built_area_m2', origin: 'origin', acquiredOn: 'acquired_on',
};
const SEARCHED = ['code', 'name', 'name_ar', 'inventory_number', 'title_number', 'address', 'district', 'use_label'] as const;
// A person's change moves `updated_at` past its batch's commit: that is how an undo sees it.
const TOUCHED = 'version = version + 1, updated_at = clock_timestamp()';

/** Writes the fields given, and the words the property is found by. The row is locked by the caller. */
export async function changeAsset(tx: Tx, id: string, change: AssetChange): Promise<void> {
  const names = (Object.keys(change) as (keyof AssetChange)[]).filter((k) => change[k] !== undefined);
  if (names.length === 0) return;
  const bindings = Object.fromEntries(names.map((n) => [n, change[n] ?? null]));
  const { rows: [row] } = await tx.raw(`update asset set ${names.map((n) => `${COLUMN[n]} = :${n}`).join(', ')}, ${TOUCHED}
    where commune_id = current_commune() and id = :id returning ${SEARCHED.join(', ')}`, { ...bindings, id }) as { rows: Record<string, string | null>[] };
  const search = foldText(SEARCHED.map((c) => row?.[c] ?? '').filter((v) => v !== '').join(' ')).slice(0, 2000);
  await tx.raw('update asset set search = :search where commune_id = current_commune() and id = :id', { search, id });
  await bumpVersion(tx, 'assets');
}

/** Gives a property its place. By parcel, the parcel's ground becomes its own; a reference that names none or several is refused. */
export async function locateAsset(tx: Tx, id: string, place: AssetPlace): Promise<void> {
  if (place.by === 'click') {
    await tx.raw(`update asset set geom = st_setsrid(st_makepoint(:lon::float8, :lat::float8), 4326), drawn_area_m2 = null, source_srid = 4326, accuracy_m = null, located_by = 'click', ${TOUCHED}
      where commune_id = current_commune() and id = :id`, { id, lon: place.lon, lat: place.lat });
  } else {
    const { rows } = await tx.raw(`select id, area_m2 from parcel where commune_id = current_commune() and reference = :reference and geom is not null order by id limit 20`, { reference: place.reference }) as { rows: { id: string }[] };
    const parcel = rows[0];
    if (parcel === undefined) throw new AppError('rule_refused', 'no such parcel', { reason: 'assets.no_such_parcel', reference: place.reference });
    if (rows.length > 1) throw new AppError('conflict', 'several parcels', { reason: 'assets.several_parcels', reference: place.reference, parcels: rows.map((r) => r.id) });
    await tx.raw(`update asset a set geom = p.geom, drawn_area_m2 = p.area_m2, source_srid = p.source_srid, accuracy_m = p.accuracy_m, located_by = 'parcel', version = a.version + 1, updated_at = clock_timestamp()
      from parcel p where a.commune_id = current_commune() and a.id = :id and p.commune_id = a.commune_id and p.id = :parcel`, { id, parcel: parcel.id });
  }
  await rebuildCells(tx, 'assets');
  await bumpVersion(tx, 'assets');
}
