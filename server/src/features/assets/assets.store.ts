import { ASSET_FIELDS, type AssetChange, type AssetPlace, type Provenance, type ProvenanceKind } from '@sommier/domain/assets';
import { AppError } from '@sommier/domain/shared';
import { bumpVersion, keepCells } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { COLUMN } from './asset-sql.ts';
import { todayOf } from './sheet.queries.ts';

// A person's change moves `updated_at` past its batch's commit: that is how an undo sees it.
const TOUCHED = 'version = version + 1, updated_at = clock_timestamp()';
const FIELDS = ASSET_FIELDS.filter((f) => f.editable);
/** Square metres: what a property weighs in the counts of the map. */
/** Who writes, and on which day: kept beside each value whose origin matters. `before` holds the values there are, so that an unchanged one keeps its marks. */
export interface Hand { person: string | null; today: string; kinds?: Partial<Record<string, ProvenanceKind>> | undefined; before?: Readonly<Record<string, unknown>> }

/** Columns and bindings of a change; `charges` is jsonb. */
function columnsOf(change: AssetChange): { key: string; column: string; value: unknown; json: boolean }[] {
  return FIELDS.filter((f) => change[f.key as keyof AssetChange] !== undefined).map((f) => {
    const value = change[f.key as keyof AssetChange];
    return { key: f.key, column: COLUMN[f.key] ?? f.column, value: f.type === 'charges' ? JSON.stringify(value) : value ?? null, json: f.type === 'charges' };
  });
}
const place = (c: { key: string; json: boolean }): string => (c.json ? `cast(:${c.key} as jsonb)` : `:${c.key}`);

/** What becomes known of the origin of the values given: `declared` unless said otherwise; nothing for what becomes unknown. */
function provenanceOf(change: AssetChange, hand: Hand): Record<string, Provenance | null> {
  const out: Record<string, Provenance | null> = {};
  for (const f of FIELDS.filter((x) => x.provenance)) {
    const value = change[f.key as keyof AssetChange];
    const said = hand.kinds?.[f.key];
    if (value === undefined || (hand.before !== undefined && hand.before[f.key] === value && said === undefined)) continue;
    out[f.key] = value === null ? null : { kind: said ?? 'declared', on: hand.today, ...(hand.person ? { by: hand.person } : {}) };
  }
  return out;
}

/**
 * Writes the fields given. The row is locked and its values checked by the caller (`correctAsset` does both); the words it is found by follow by
 * themselves. Without a hand the values are declared today by nobody in particular.
 */
export async function changeAsset(tx: Tx, id: string, { provenance: kinds, ...change }: AssetChange, by?: Hand): Promise<void> {
  const hand: Hand = { ...(by ?? { person: null, today: await todayOf(tx) }), kinds: by?.kinds ?? kinds };
  const columns = columnsOf(change);
  const set = columns.map((c) => `${c.column} = ${place(c)}`);
  const bindings: Record<string, unknown> = Object.fromEntries(columns.map((c) => [c.key, c.value]));
  if (change.extra !== undefined) { set.push('extra = jsonb_strip_nulls(extra || cast(:extra as jsonb))'); bindings['extra'] = JSON.stringify(change.extra); }
  const marks = provenanceOf(change, hand);
  if (Object.keys(marks).length > 0) { set.push('provenance = jsonb_strip_nulls(provenance || cast(:marks as jsonb))'); bindings['marks'] = JSON.stringify(marks); }
  if (set.length === 0) return;
  await tx.raw(`update asset set ${set.join(', ')}, ${TOUCHED} where commune_id = current_commune() and id = :id`, { ...bindings, id });
  await bumpVersion(tx, 'assets');
}

/** Writes a new property under a code that was never given; answers its id. */
export async function insertAsset(tx: Tx, code: string, asset: AssetChange & { name: string }, hand: Hand): Promise<string> {
  const columns = columnsOf(asset);
  const marks = Object.fromEntries(Object.entries(provenanceOf(asset, hand)).filter(([, v]) => v !== null));
  const extra = Object.fromEntries(Object.entries(asset.extra ?? {}).filter(([, v]) => v !== null));
  const { rows: [row] } = await tx.raw(`insert into asset (commune_id, code, ${columns.map((c) => c.column).join(', ')}, extra, provenance)
    values (current_commune(), :code, ${columns.map(place).join(', ')}, cast(:extra as jsonb), cast(:marks as jsonb)) on conflict (commune_id, code) do nothing returning id`,
  { ...Object.fromEntries(columns.map((c) => [c.key, c.value])), code, extra: JSON.stringify(extra), marks: JSON.stringify(marks) }) as { rows: { id: string }[] };
  if (row === undefined) throw new AppError('conflict', 'code spent', { reason: 'assets.code_spent', code });
  await bumpVersion(tx, 'assets');
  return row.id;
}

/** Writes what is known of the fields anew, as a whole: verifying marks and taking marks away. */
export async function writeProvenance(tx: Tx, id: string, provenance: Readonly<Record<string, Provenance>>): Promise<void> {
  await tx.raw(`update asset set provenance = cast(:marks as jsonb), ${TOUCHED} where commune_id = current_commune() and id = :id`, { id, marks: JSON.stringify(provenance) });
  await bumpVersion(tx, 'assets');
}

/** Gives a property its place. By parcel, the parcel's ground becomes its own; a reference that names none or several is refused. */
export async function locateAsset(tx: Tx, id: string, where: AssetPlace): Promise<void> {
  await keepCells(tx, 'assets', [id], () => standAt(tx, id, where));
  await bumpVersion(tx, 'assets');
}

async function standAt(tx: Tx, id: string, where: AssetPlace): Promise<void> {
  if (where.by === 'click') {
    await tx.raw(`update asset set geom = st_setsrid(st_makepoint(:lon::float8, :lat::float8), 4326), drawn_area_m2 = null, source_srid = 4326, accuracy_m = null, located_by = 'click', ${TOUCHED}
      where commune_id = current_commune() and id = :id`, { id, lon: where.lon, lat: where.lat });
  } else {
    const { rows } = await tx.raw(`select id, area_m2 from parcel where commune_id = current_commune() and reference = :reference and geom is not null order by id limit 20`, { reference: where.reference }) as { rows: { id: string }[] };
    const parcel = rows[0];
    if (parcel === undefined) throw new AppError('rule_refused', 'no such parcel', { reason: 'assets.no_such_parcel', reference: where.reference });
    if (rows.length > 1) throw new AppError('conflict', 'several parcels', { reason: 'assets.several_parcels', reference: where.reference, parcels: rows.map((r) => r.id) });
    await tx.raw(`update asset a set geom = p.geom, drawn_area_m2 = p.area_m2, source_srid = p.source_srid, accuracy_m = p.accuracy_m, located_by = 'parcel', version = a.version + 1, updated_at = clock_timestamp()
      from parcel p where a.commune_id = current_commune() and a.id = :id and p.commune_id = a.commune_id and p.id = :parcel`, { id, parcel: parcel.id });
  }
}
