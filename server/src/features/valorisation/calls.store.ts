import type { z } from 'zod';
import type { CallState, NewCall, NewCandidate } from '@sommier/domain/valorisation';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** Writes a call and its lots. Throws `not_found` when a property is not in the register. */
export async function insertCall(tx: Tx, c: z.output<typeof NewCall>, person: string): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into project_call (commune_id, title, audience, description, opens_on, closes_on, created_by) values (current_commune(), :title, :audience, :description, :opens, :closes, :person) returning id`,
    { title: c.title, audience: c.audience, description: c.description, opens: c.opensOn, closes: c.closesOn, person }) as Rows<{ id: string }>;
  const { rows: lots } = await tx.raw(`insert into call_lot (commune_id, call_id, asset_id, purpose, asking_minor, years) select current_commune(), :call, a.id, x.purpose, x.asking, x.years
    from jsonb_to_recordset(cast(:lots as jsonb)) as x("assetId" bigint, purpose text, asking bigint, years integer) join asset a on a.commune_id = current_commune() and a.id = x."assetId" on conflict do nothing returning id`,
  { call: row?.id ?? '', lots: JSON.stringify(c.lots.map((l) => ({ assetId: l.assetId, purpose: l.purpose, asking: l.askingMinor, years: l.years }))) }) as Rows<{ id: string }>;
  if (lots.length !== c.lots.length) throw new AppError('not_found', 'A property is not in the register, or stands twice');
  return row?.id ?? '';
}
export const setState = async (tx: Tx, id: string, to: CallState, today: string): Promise<void> => { await tx.raw(`update project_call set state = :to, opens_on = coalesce(opens_on, cast(:today as date)), version = version + 1 where commune_id = current_commune() and id = :id`, { id, to, today }); };
export async function insertCandidate(tx: Tx, lot: string, k: z.output<typeof NewCandidate>, person: string): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into call_candidate (commune_id, lot_id, party_id, project, offer_minor, received_on, score, created_by) select current_commune(), :lot, p.id, :project, :offer, :received, :score, :person from party p where p.commune_id = current_commune() and p.id = :party
    on conflict do nothing returning id`, { lot, party: k.partyId, project: k.project, offer: k.offerMinor, received: k.receivedOn, score: k.score, person }) as Rows<{ id: string }>;
  if (row === undefined) throw new AppError('conflict', 'no such party, or it answered already', { reason: 'valorisation.answered' });
  return row.id;
}
/** One is chosen, the others are not: the lot is decided. */
export async function decide(tx: Tx, lot: string, candidate: string, occupation: string, on: string, decision: string): Promise<void> {
  await tx.raw(`update call_candidate set state = case when id = :candidate then 'awarded' else 'rejected' end, decided_on = :on, decision = :decision, occupation_id = case when id = :candidate then cast(:occupation as bigint) end
    where commune_id = current_commune() and lot_id = :lot and state = 'received'`, { lot, candidate, occupation, on, decision });
  await tx.raw(`update call_lot set state = 'awarded' where commune_id = current_commune() and id = :lot`, { lot });
}
