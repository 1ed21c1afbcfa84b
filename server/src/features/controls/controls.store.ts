import { AppError } from '@sommier/domain/shared';
import type { FigureRow } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';
import { controlNumber, type By } from '../collection/index.ts';

export interface Opening { tax: string; from: string; to: string; model: string; on: string }
/** Opens the file of a gap, with the figures as they stand as its evidence; undefined where that gap has its file. What is found at first is what the figures say. */
export async function openControl(tx: Tx, o: Opening, r: FigureRow, by: By): Promise<{ id: string; number: string } | undefined> {
  const { rows: [there] } = await tx.raw(`select f.id from collection_file f where f.commune_id = current_commune() and f.kind = 'control' and coalesce(f.unit_id, 0) = coalesce(cast(:unit as bigint), 0) and coalesce(f.listing_id, 0) = coalesce(cast(:listing as bigint), 0) and f.period_from = cast(:from as date) and f.period_to = cast(:to as date)`, { unit: r.unitId, listing: r.listingId, from: o.from, to: o.to }) as { rows: unknown[] };
  if (there !== undefined) return undefined;
  const number = await controlNumber(tx, Number(o.on.slice(0, 4)));
  const evidence = { declaredNights: r.declaredNights, reportedNights: r.reportedNights, estimatedNights: r.estimatedNights, estimatedLow: r.estimatedLow, estimatedHigh: r.estimatedHigh, gapNights: r.gapNights, gapFrom: r.gapFrom, expectedMinor: r.expectedMinor, model: o.model, on: o.on };
  const { rows: [made] } = await tx.raw(`insert into collection_file (commune_id, kind, number, party_id, tax, period_from, period_to, unit_id, listing_id, label, evidence, found_nights, found_minor, opened_by, opened_name)
    values (current_commune(), 'control', :number, cast(:party as bigint), :tax, cast(:from as date), cast(:to as date), cast(:unit as bigint), cast(:listing as bigint), :label, cast(:evidence as jsonb), :nights, cast(:found as bigint), cast(:person as bigint), :name) returning id`, {
    number, party: r.hostId, tax: o.tax, from: o.from, to: o.to, unit: r.unitId, listing: r.listingId, label: r.label.slice(0, 300), evidence: JSON.stringify(evidence), nights: r.gapNights, found: r.expectedMinor, person: by.id, name: by.name }) as { rows: { id: string }[] };
  return { id: made?.id ?? '', number };
}

export interface ControlChange { partyId?: string | undefined; foundNights?: number | undefined; foundMinor?: string | undefined; costMinor?: string | undefined }
/** Corrects what a control file says. Its taxpayer no longer changes once it was assessed. */
export async function changeControl(tx: Tx, id: string, c: ControlChange): Promise<void> {
  const { rows: [file] } = await tx.raw(`select f.due_id as due from collection_file f where f.commune_id = current_commune() and f.kind = 'control' and f.id = ? for update`, [id]) as { rows: { due: string | null }[] };
  if (file === undefined) throw new AppError('not_found', `No control ${id}`);
  if (c.partyId !== undefined) {
    if (file.due !== null) throw new AppError('rule_refused', 'assessed already', { reason: 'controls.assessed' });
    const { rows } = await tx.raw('select 1 from party p where p.commune_id = current_commune() and p.id = ? and p.merged_into is null', [c.partyId]) as { rows: unknown[] };
    if (rows.length === 0) throw new AppError('not_found', `No party ${c.partyId}`);
  }
  await tx.raw(`update collection_file set party_id = coalesce(cast(:party as bigint), party_id), found_nights = coalesce(cast(:nights as integer), found_nights), found_minor = coalesce(cast(:found as bigint), found_minor), cost_minor = coalesce(cast(:cost as bigint), cost_minor), version = version + 1
    where commune_id = current_commune() and id = :id`, { id, party: c.partyId ?? null, nights: c.foundNights ?? null, found: c.foundMinor ?? null, cost: c.costMinor ?? null });
}
