import type { NewOccupation } from '@sommier/domain/occupations';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

/**
 * Replaces the units. A validated right steps aside while its units change, with those that hang on it, and comes back before the statement
 * that ends the work: the database then looks at the whole.
 */
export async function replaceUnits(tx: Tx, id: string, units: NewOccupation['units']): Promise<void> {
  const { rows: aside } = await tx.raw(`with held as (select id, validated_at, status from occupation where commune_id = current_commune() and (id = :id or parent_id = :id) and validated_at is not null for update)
    update occupation o set validated_at = null from held h where o.commune_id = current_commune() and o.id = h.id returning o.id, h.validated_at as at`, { id }) as { rows: { id: string; at: Date }[] };
  await tx.raw('delete from occupation_unit where commune_id = current_commune() and occupation_id = ?', [id]);
  for (const u of units) {
    await tx.raw(`insert into occupation_unit (commune_id, occupation_id, asset_id, share_num, share_den, area_m2) values (current_commune(), :id, :asset, :num, :den, :area)`,
      { id, asset: u.assetId, num: u.share.num, den: u.share.den, area: u.areaM2 });
  }
  if (aside.length === 0) return;
  await tx.raw(`update occupation o set validated_at = v.at from unnest(cast(:ids as bigint[]), cast(:times as timestamptz[])) as v(id, at) where o.commune_id = current_commune() and o.id = v.id`,
    { ids: `{${aside.map((r) => r.id).join(',')}}`, times: `{${aside.map((r) => `"${r.at.toISOString()}"`).join(',')}}` });
}

export async function replaceParties(tx: Tx, id: string, parties: NewOccupation['parties']): Promise<void> {
  await tx.raw('delete from occupation_party where commune_id = current_commune() and occupation_id = ?', [id]);
  for (const [ordinal, p] of parties.entries()) {
    await tx.raw(`insert into occupation_party (commune_id, occupation_id, party_id, role, since, until, ordinal) values (current_commune(), :id, :party, :role, :since, :until, :ordinal)
      on conflict (commune_id, occupation_id, party_id, role) do nothing`, { id, party: p.partyId, role: p.role, since: p.since, until: p.until, ordinal });
  }
}

/** The holder found by name is the same, or somebody else: then a party of that name is made and takes the place. Answers who holds it now; undefined where nobody asked. */
export async function confirmParty(tx: Tx, id: string, party: string, same: boolean, person: string): Promise<string | undefined> {
  const { rows: [row] } = await tx.raw(`update occupation_party set doubt = false where commune_id = current_commune() and occupation_id = :id and party_id = :party and doubt returning role`, { id, party }) as { rows: { role: string }[] };
  if (row === undefined || same) return row === undefined ? undefined : party;
  const { rows: [made] } = await tx.raw(`insert into party (commune_id, kind, name, name_ar, legal_form, search, created_by) select current_commune(), kind, name, name_ar, legal_form, search, :person from party where commune_id = current_commune() and id = :party returning id`, { party, person }) as { rows: { id: string }[] };
  await tx.raw('update occupation_party set party_id = :made where commune_id = current_commune() and occupation_id = :id and party_id = :party and role = :role', { made: made?.id ?? '', id, party, role: row.role });
  return made?.id;
}

export async function replaceActs(tx: Tx, id: string, acts: NewOccupation['acts']): Promise<void> {
  await tx.raw('delete from occupation_act where commune_id = current_commune() and occupation_id = ?', [id]);
  for (const a of acts) {
    await tx.raw('insert into occupation_act (commune_id, occupation_id, role, reference, dated_on, act_id) values (current_commune(), :id, :role, :reference, :dated, :act)', { id, role: a.role, reference: a.reference, dated: a.datedOn, act: a.actId });
  }
}

/** Replaces what the contract says of the dues; terms that a revision brought stay, and bound what comes before them; steps of the contract's own clause are worked out anew by the next call. */
export async function replaceTerms(tx: Tx, id: string, terms: NewOccupation['terms'], currency: string): Promise<void> {
  const { rows: gone } = await tx.raw(`delete from occupation_term where commune_id = current_commune() and occupation_id = ? and source <> 'revision' returning from_on as "from"`, [id]) as { rows: { from: string }[] };
  const { rows: kept } = await tx.raw(`select id, from_on as "from", to_on as "to" from occupation_term where commune_id = current_commune() and occupation_id = ? order by from_on`, [id]) as { rows: { id: string; from: string; to: string | null }[] };
  const same = terms.find((t) => kept.some((k) => k.from === t.from));
  if (same !== undefined) throw new AppError('invalid', 'a revision begins on the same day', { reason: 'occupations.term_twice', day: same.from, issues: [{ path: 'body.terms', message: 'term_twice' }] });
  const starts = [...terms.map((t) => t.from), ...kept.map((k) => k.from)].sort();
  // A step agreed after a revision ends it; one taken away lets it run on.
  for (const k of kept) {
    const next = starts.find((from) => from > k.from) ?? null, own = k.to === null || gone.some((g) => g.from === k.to) ? null : k.to;
    const to = own === null || (next !== null && next < own) ? next : own;
    if (to !== k.to) await tx.raw('update occupation_term set to_on = :to where commune_id = current_commune() and id = :id', { id: k.id, to });
  }
  for (const t of terms) {
    // A term lasts until the next one: nobody counts the day before by hand.
    const next = starts.find((from) => from > t.from) ?? null;
    const to = t.to === null ? next : next !== null && next < t.to ? next : t.to;
    await tx.raw(`insert into occupation_term (commune_id, occupation_id, kind, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, prorata, anchor_on, indexation, last_revised_on, note, index_every, index_bp, index_code, index_from)
      values (current_commune(), :id, :kind, :since, :upto, :amount, :charges, :currency, :every, :dueDay, :dueWhen, :prorata, :anchor, :indexation, :revised, :note, :months, :bp, :index, :indexFrom)`, {
      id, kind: t.kind, since: t.from, upto: to, amount: t.amountMinor, charges: t.chargesMinor, currency, every: t.period, dueDay: t.dueDay, dueWhen: t.dueWhen, prorata: t.prorata, anchor: t.anchor,
      indexation: t.indexation, revised: t.lastRevisedOn, note: t.note, months: t.escalation?.every ?? null, bp: t.escalation?.bp ?? null, index: t.escalation?.index ?? null, indexFrom: t.escalation?.from ?? null,
    });
  }
}
