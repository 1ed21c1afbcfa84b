import type { LeadKind, LeadWhy } from '@sommier/domain/leads';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

export interface FoundLead { listing: string; asset: string; site: string; occupation: string | null; kind: LeadKind; score: number; weight: number; share: number; rivals: number; reasons: readonly LeadWhy[] }

/** Keeps what a search found: new leads come in, undecided ones take the new weight, decided ones stay as they were decided. Answers how many are new. */
export async function keepLeads(tx: Tx, found: readonly FoundLead[], model: number): Promise<number> {
  if (found.length === 0) return 0;
  const { rows: [n] } = await tx.raw(`with kept as (insert into lead (commune_id, listing_id, asset_id, site_id, occupation_id, kind, score, weight, share, rivals, reasons, model, seen_at)
      select current_commune(), f.listing, f.asset, f.site, f.occupation, f.kind, f.score, f.weight, f.share, f.rivals, f.reasons, :model, clock_timestamp()
      from jsonb_to_recordset(cast(:found as jsonb)) f(listing bigint, asset bigint, site bigint, occupation bigint, kind text, score smallint, weight real, share real, rivals smallint, reasons jsonb)
      on conflict (commune_id, listing_id, site_id) do update set asset_id = excluded.asset_id, occupation_id = excluded.occupation_id, kind = excluded.kind, score = excluded.score, weight = excluded.weight, share = excluded.share, rivals = excluded.rivals, reasons = excluded.reasons, model = excluded.model, seen_at = excluded.seen_at
        where lead.state in ('open', 'later') returning xmax = 0 as made)
    select count(*) filter (where made)::integer as fresh from kept`, { found: JSON.stringify(found), model }) as { rows: { fresh: number }[] };
  return n?.fresh ?? 0;
}
/** Undecided leads that the search begun at `since` did not find again leave. */
export async function leaveLeads(tx: Tx, since: Date): Promise<number> {
  const { rowCount } = await tx.raw(`delete from lead where commune_id = current_commune() and state in ('open', 'later') and seen_at < :since and not exists (select from lead_file f where f.commune_id = lead.commune_id and f.lead_id = lead.id)`, { since }) as unknown as { rowCount: number };
  return rowCount;
}

export interface HeldLead { id: string; state: string; kind: LeadKind; score: number; asset: string; listing: string; occupation: string | null; platform: string; externalId: string; currency: string }
/** A lead held for a decision. Throws not_found. */
export async function lockLead(tx: Tx, id: string): Promise<HeldLead> {
  const { rows: [row] } = await tx.raw(`select d.id, d.state, d.kind, d.score, d.asset_id as asset, d.listing_id as listing, d.occupation_id as occupation, l.platform, l.external_id as "externalId", c.currency
    from lead d join listing l on l.commune_id = d.commune_id and l.id = d.listing_id join commune c on c.id = d.commune_id where d.commune_id = current_commune() and d.id = ? for update of d`, [id]) as { rows: HeldLead[] };
  if (row === undefined) throw new AppError('not_found', `no lead ${id}`);
  return row;
}
export const writeLeadState = (tx: Tx, id: string, state: string, person: string, note: string | null): Promise<unknown> =>
  tx.raw(`update lead set state = :state, note = :note, decided_by = case when :state in ('confirmed', 'rejected') then cast(:person as bigint) end, decided_at = case when :state in ('confirmed', 'rejected') then now() end
    where commune_id = current_commune() and id = :id`, { id, state, person, note });
