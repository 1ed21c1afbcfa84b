import type { AssetSheet } from '@sommier/domain/assets';
import { GUARDED_COLUMNS, sameValue } from '@sommier/domain/history';
import type { Decision, NewProposal } from '@sommier/domain/reviews';
import { AppError, type Language } from '@sommier/domain/shared';
import { correctAsset } from '../assets/index.ts';
import { drawAsset } from '../geometries/index.ts';
import { applyStates, lockStates, type State, type Values } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { columnsOf, fieldsOf, lockProposal } from './proposals.queries.ts';

class Rehearsed extends Error { constructor(readonly state: State | undefined) { super('rehearsed'); } }
/** What the property would be after `work`, which is done by the very code of a direct change and taken back. Its refusals are thrown. */
async function rehearse(tx: Tx, id: string, work: (tx: Tx) => Promise<void>): Promise<State | undefined> {
  try {
    await tx.transaction(async (inner) => {
      await work(inner);
      throw new Rehearsed((await lockStates(inner, [id])).get(id));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.state;
    throw error;
  }
  return undefined;
}

/** Keeps what somebody asks to change on a validated property; answers the proposal's id. Rules that refuse a direct change refuse it here too. */
export async function propose(tx: Tx, asset: AssetSheet, state: State, person: string, wish: NewProposal, language: Language): Promise<string> {
  if (state.review !== 'validated') throw new AppError('conflict', 'not validated', { reason: 'reviews.not_validated' });
  const after = await rehearse(tx, asset.id, async (inner) => {
    if (wish.change !== undefined) await correctAsset(inner, asset, wish.change, person, language);
    if (wish.geometry !== undefined) await drawAsset(inner, asset, { geometry: wish.geometry, crs: wish.crs, accuracyM: wish.accuracyM, acknowledged: true });
  });
  const columns = Object.keys(after?.values ?? {}).filter((c) => !GUARDED_COLUMNS.includes(c) && c !== 'provenance' && !sameValue(after?.values[c], state.values[c]));
  if (columns.length === 0) throw new AppError('rule_refused', 'nothing to propose', { reason: 'reviews.nothing_proposed' });
  return keepProposal(tx, { asset: asset.id, version: state.version, base: pick(state.values, columns), change: pick(after?.values ?? {}, columns), person, comment: wish.comment ?? null });
}
const pick = (values: Values, columns: readonly string[]): Values => Object.fromEntries(columns.map((c) => [c, values[c] ?? null]));

async function keepProposal(tx: Tx, p: { asset: string; version: number; base: Values; change: Values; person: string; comment: string | null }): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into asset_proposal (commune_id, asset_id, base_version, base, change, comment, requested_by)
    values (current_commune(), :asset, :version, cast(:base as jsonb), cast(:change as jsonb), :comment, :person) returning id`, { ...p, base: JSON.stringify(p.base), change: JSON.stringify(p.change) }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('no proposal');
  return row.id;
}

export interface Decided { asset: string; state: 'accepted' | 'partly' | 'refused'; accepted: string[]; refused: string[] }
/**
 * A second person's word on a proposal. What she accepts is written and stays validated, now by her; what changed since the proposal was made is
 * written only where she confirms it. `stale` is called when the property moved since she read it.
 */
export async function decideOn(tx: Tx, id: string, person: string, d: Decision, stale: (state: State) => Promise<never>): Promise<Decided> {
  const held = await lockProposal(tx, id);
  if (held.requestedBy === person) throw new AppError('rule_refused', 'the same person', { reason: 'reviews.own_proposal' });
  const state = (await lockStates(tx, [held.assetId])).get(held.assetId);
  if (state === undefined) throw new AppError('not_found', `no property ${held.assetId}`);
  if (state.version !== d.version) await stale(state);
  const fields = fieldsOf(held.change);
  const unknown = d.accept.filter((f) => !fields.includes(f));
  if (unknown.length > 0) throw new AppError('rule_refused', 'unknown fields', { reason: 'reviews.unknown_field', fields: unknown.join(', ') });
  const refused = fields.filter((f) => !d.accept.includes(f));
  if (refused.length > 0 && d.reason === undefined) throw new AppError('rule_refused', 'a reason is wanted', { reason: 'reviews.reason_wanted' });
  const columns = d.accept.flatMap((f) => columnsOf(held.change, f));
  const moved = d.accept.filter((f) => !d.confirmed.includes(f) && columnsOf(held.change, f).some((c) => !sameValue(state.values[c], held.base[c])));
  if (moved.length > 0) throw new AppError('rule_refused', 'changed since it was proposed', { reason: 'reviews.conflicting', fields: moved.join(', '), conflicts: moved });
  if (columns.length > 0) {
    if (state.review === 'validated') {
      await tx.raw(`select set_config('sommier.review', 'keep', true)`);
      await tx.raw(`update asset set submitted_by = :requester, submitted_at = (select o.requested_at from asset_proposal o where o.commune_id = current_commune() and o.id = :id), validated_by = :person, validated_at = now()
        where commune_id = current_commune() and id = :asset`, { id, asset: held.assetId, requester: held.requestedBy, person });
    }
    await applyStates(tx, [{ id: held.assetId, columns }], { sql: 'select o.asset_id as id, o.change as vals from asset_proposal o where o.commune_id = current_commune() and o.id = :proposal', bindings: { proposal: id } });
    await tx.raw(`select set_config('sommier.review', '', true)`);
  }
  const outcome = refused.length === 0 ? 'accepted' : d.accept.length === 0 ? 'refused' : 'partly';
  await tx.raw(`update asset_proposal set state = :outcome, accepted = cast(:accepted as text[]), decided_by = :person, decided_at = now(), reason = :reason, version = version + 1 where commune_id = current_commune() and id = :id`,
    { id, outcome, accepted: `{${d.accept.join(',')}}`, person, reason: d.reason ?? null });
  return { asset: held.assetId, state: outcome, accepted: [...d.accept].sort(), refused };
}

/** Takes one's own proposal back; answers the property. */
export async function withdrawOwn(tx: Tx, id: string, person: string): Promise<string> {
  const held = await lockProposal(tx, id);
  if (held.requestedBy !== person) throw new AppError('rule_refused', 'another person’s', { reason: 'reviews.not_own_proposal' });
  await tx.raw(`update asset_proposal set state = 'withdrawn', decided_by = :person, decided_at = now(), version = version + 1 where commune_id = current_commune() and id = :id`, { id, person });
  return held.assetId;
}

/** Ends the open proposals of a property that ask for nothing but what one of `changes` says (columns and values): what they rested on no longer speaks. */
export async function endProposals(tx: Tx, asset: string, changes: readonly Values[], person: string): Promise<void> {
  await tx.raw(`update asset_proposal o set state = 'withdrawn', decided_by = :person, decided_at = now(), version = o.version + 1
    where o.commune_id = current_commune() and o.asset_id = :asset and o.state = 'open' and o.change <> '{}' and exists (select from jsonb_array_elements(cast(:changes as jsonb)) c(value) where c.value @> o.change)`, { asset, changes: JSON.stringify(changes), person });
}

/** The same change asked for on many validated properties at once (a bulk change). */
export async function proposeMany(tx: Tx, rows: readonly { asset: string; version: number; base: Values; change: Values }[], person: string, comment: string | null): Promise<void> {
  await tx.raw(`insert into asset_proposal (commune_id, asset_id, base_version, base, change, comment, requested_by)
    select current_commune(), r.asset, r.version, r.base, r.change, cast(:comment as text), cast(:person as bigint) from jsonb_to_recordset(cast(:rows as jsonb)) r(asset bigint, version integer, base jsonb, change jsonb)`,
    { rows: JSON.stringify(rows), comment, person });
}
