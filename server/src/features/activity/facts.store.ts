import { createHash } from 'node:crypto';
import { NewFact } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';

/** The columns a fact is written with, in the order of their fields. */
const COLUMN = {
  kind: 'kind', source: 'source', state: 'state', documentRef: 'document_ref', from: 'period_from', to: 'period_to', hour: 'hour', platform: 'platform', unitId: 'unit_id',
  taxpayerId: 'taxpayer_id', operatorId: 'operator_id', zoneLabel: 'zone_label', geography: 'geography', uncertaintyM: 'uncertainty_m', lodgingClass: 'lodging_class', vehicleType: 'vehicle_type',
  goods: 'goods', population: 'population', nights: 'nights', guests: 'guests', rooms: 'rooms', guestGroups: 'guest_groups', contractOn: 'contract_on', currency: 'currency',
  priceMinor: 'price_minor', feesMinor: 'fees_minor', taxMinor: 'tax_minor', vehicles: 'vehicles', per: 'per', fleet: 'fleet', trips: 'trips', riders: 'riders', km: 'km',
  deliveries: 'deliveries', activities: 'activities', redacted: 'redacted', detail: 'detail',
} as const;
const FIELDS = Object.keys(COLUMN) as (keyof typeof COLUMN)[];

/** A fact's content as a digest: equal digests mean equal contents. */
export const digestOfFact = (fact: NewFact): string => createHash('sha256').update(JSON.stringify(NewFact.parse(fact))).digest('base64url').slice(0, 27);

/**
 * Writes one fact, or replaces the one its author wrote under the same origin and key. Answers its id and what was done.
 * `person` is who declares, null for a job; `batch` is the file it came with.
 */
export async function writeFact(tx: Tx, given: NewFact, by: { person: string | null; batch?: string | null }): Promise<{ id: string; done: 'inserted' | 'updated' | 'unchanged' }> {
  const fact = NewFact.parse(given);
  const digest = digestOfFact(given);
  const bind = Object.fromEntries(FIELDS.map((f) => { const v = fact[f]; return [f, v === undefined ? (f === 'guestGroups' ? '[]' : null) : typeof v === 'object' && v !== null ? JSON.stringify(v) : v]; }));
  const { rows: [old] } = await tx.raw('select id, digest from activity_fact where commune_id = current_commune() and origin = :origin and fact_key = :key for update', { origin: fact.origin, key: fact.key }) as { rows: { id: string; digest: string }[] };
  if (old?.digest === digest) return { id: old.id, done: 'unchanged' };
  const point = 'st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8)), 4326)';
  const all = { ...bind, lon: fact.lon ?? null, lat: fact.lat ?? null, digest, batch: by.batch ?? null, person: by.person, origin: fact.origin, factKey: fact.key };
  if (old !== undefined) {
    await tx.raw(`update activity_fact set ${FIELDS.map((f) => `${COLUMN[f]} = :${f}`).join(', ')}, geom = ${point}, digest = :digest, batch_id = :batch, version = version + 1, updated_at = clock_timestamp()
      where commune_id = current_commune() and id = :id`, { ...all, id: old.id });
    return { id: old.id, done: 'updated' };
  }
  const { rows: [made] } = await tx.raw(`insert into activity_fact (commune_id, origin, fact_key, batch_id, created_by, digest, geom, ${FIELDS.map((f) => COLUMN[f]).join(', ')})
    values (current_commune(), :origin, :factKey, :batch, :person, :digest, ${point}, ${FIELDS.map((f) => `:${f}`).join(', ')}) returning id`, all) as { rows: { id: string }[] };
  return { id: made?.id ?? '', done: 'inserted' };
}

/** Takes back what an author declared: the fact stays, and counts no more. Answers how many were counted until now. */
export async function withdrawFacts(tx: Tx, origin: string, keys: readonly string[]): Promise<number> {
  const { rowCount } = await tx.raw(`update activity_fact set state = 'withdrawn', version = version + 1, updated_at = clock_timestamp()
    where commune_id = current_commune() and origin = :origin and fact_key = any (cast(:keys as text[])) and state <> 'withdrawn'`, { origin, keys: [...keys] }) as { rowCount: number };
  return rowCount;
}
