import type { GroundDecision } from '@sommier/domain/leads';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { confirmAddress, releaseAddress } from '../listings/index.ts';
import { readGroundOf } from './match.queries.ts';

type Rows<T> = { rows: T[] };

/**
 * Confirms a piece of ground as a listing's (with what shows its address: then the disc becomes a point there, which later captures do not move), rejects it, or takes either back.
 * Throws not_found, and `rule_refused` for ground that is none of the candidates.
 */
export async function decideGround(tx: Tx, listing: string, d: GroundDecision, person: string): Promise<void> {
  const { rows: [found] } = await tx.raw('select id from listing where commune_id = current_commune() and id = ? for update', [listing]) as Rows<{ id: string }>;
  if (found === undefined) throw new AppError('not_found', `no listing ${listing}`);
  const at = (await readGroundOf(tx, listing)).find((c) => c.kind === d.kind && c.id === d.id);
  if (at === undefined && d.verdict !== 'open') throw new AppError('rule_refused', 'no candidate', { reason: 'leads.not_near' });
  const { rows: [before] } = await tx.raw('delete from listing_ground where commune_id = current_commune() and listing_id = :listing and kind = :kind and target_id = :id returning verdict', { listing, kind: d.kind, id: d.id }) as Rows<{ verdict: string }>;
  if (d.verdict === 'confirmed' || before?.verdict === 'confirmed') await releaseAddress(tx, listing);
  if (d.verdict === 'open') return;
  if (d.verdict === 'confirmed') await tx.raw(`delete from listing_ground where commune_id = current_commune() and listing_id = ? and verdict = 'confirmed'`, [listing]);
  const { rows: [ground] } = await tx.raw(`insert into listing_ground (commune_id, listing_id, kind, target_id, verdict, note, decided_by) values (current_commune(), :listing, :kind, :id, :verdict, :note, :person) returning id`,
    { listing, kind: d.kind, id: d.id, verdict: d.verdict, note: d.verdict === 'rejected' ? d.note ?? null : null, person }) as Rows<{ id: string }>;
  if (d.verdict === 'confirmed' && at !== undefined) await confirmAddress(tx, listing, { lon: at.lon, lat: at.lat, source: d.source, evidence: d.evidence, address: d.address ?? null, ground: ground?.id ?? null, person });
}
