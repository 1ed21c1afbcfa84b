import { SIDES_OF, stateOn, type ActChange, type NewAct } from '@sommier/domain/acts';
import type { ShownFinding } from '@sommier/domain/guards';
import { bumpVersion } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { lockSequences, type Sequence } from './sequences.queries.ts';

type Rows<T> = { rows: T[] };
const COLUMN: Record<keyof ActChange, string> = {
  reference: 'reference', subject: 'subject', authority: 'authority', signedOn: 'signed_on', publication: 'publication', publishedOn: 'published_on', deliberatedOn: 'deliberated_on', deliberationReference: 'deliberation_reference',
  approvedOn: 'approved_on', approvalReference: 'approval_reference', service: 'service', recordOn: 'record_on', partyId: 'party_id', deed: 'deed', note: 'note',
};
const stored = (name: string, value: unknown): unknown => (name === 'deed' && value !== null ? JSON.stringify(value) : value);

/** Writes an act with its properties, and who answered for the rules it went past; answers its id. */
export async function insertAct(tx: Tx, act: NewAct, findings: readonly ShownFinding[], person: string | null): Promise<string> {
  const names = Object.keys(COLUMN) as (keyof ActChange)[];
  const at = new Date().toISOString();
  const { rows: [made] } = await tx.raw(`insert into act (commune_id, kind, effective_on, cancels_id, overridden, warned, created_by, ${names.map((n) => COLUMN[n]).join(', ')})
    values (current_commune(), :kind, :effectiveOn, :cancels, :overridden, cast(:warned as text[]), :person, ${names.map((n) => `:${n}`).join(', ')}) returning id`, {
    ...Object.fromEntries(names.map((n) => [n, stored(n, act[n] ?? null)])), kind: act.kind, effectiveOn: act.effectiveOn, cancels: act.cancels, person,
    overridden: JSON.stringify(findings.filter((f) => f.overridden !== null).map((f) => ({ guard: f.code, reason: f.overridden, by: person, at }))),
    warned: `{${findings.filter((f) => f.overridden === null).map((f) => f.code).join(',')}}`,
  }) as Rows<{ id: string }>;
  const id = made!.id;
  if (act.properties.length > 0) {
    const rows = act.properties.map((p) => ({ asset: p.assetId, side: p.side ?? SIDES_OF[act.kind][0], domain_class: p.domainClass ?? null }));
    await tx.raw(`insert into act_asset (commune_id, act_id, asset_id, side, domain_class) select current_commune(), :id, r.asset, r.side, r.domain_class
      from jsonb_to_recordset(:rows) as r(asset bigint, side text, domain_class text)`, { id, rows: JSON.stringify(rows) });
  }
  return id;
}

/** Corrects what an act says. The row is locked by the caller. */
export async function updateAct(tx: Tx, id: string, change: ActChange): Promise<void> {
  const names = (Object.keys(change) as (keyof ActChange)[]).filter((n) => change[n] !== undefined);
  await tx.raw(`update act set ${names.map((n) => `${COLUMN[n]} = :${n}`).join(', ')}, version = version + 1 where commune_id = current_commune() and id = :id`,
    { ...Object.fromEntries(names.map((n) => [n, stored(n, change[n])])), id });
}

/**
 * Makes properties what their standing acts say on a day: status and domain class. What was declared before the first act is kept as the ground.
 * Answers the properties that changed.
 */
export async function follow(tx: Tx, sequences: readonly Sequence[], day: string): Promise<string[]> {
  const rows = sequences.map((s) => ({ id: s.id, declared_class: s.declared.domainClass, declared_status: s.declared.status, ...stateOn(s.declared, s.steps, day) }));
  await tx.raw(`insert into act_declared (commune_id, asset_id, domain_class, status, followed_on)
    select current_commune(), r.id, r.declared_class, r.declared_status, cast(:day as date) from jsonb_to_recordset(:rows) as r(id bigint, declared_class text, declared_status text)
    on conflict (commune_id, asset_id) do update set followed_on = excluded.followed_on`, { day, rows: JSON.stringify(rows) });
  const { rows: changed } = await tx.raw(`update asset a set domain_class = r."domainClass", status = r.status, version = a.version + 1, updated_at = clock_timestamp()
    from jsonb_to_recordset(:rows) as r(id bigint, "domainClass" text, status text)
    where a.commune_id = current_commune() and a.id = r.id and (a.domain_class is distinct from r."domainClass" or a.status is distinct from r.status) returning a.id`, { rows: JSON.stringify(rows) }) as Rows<{ id: string }>;
  if (changed.length > 0) await bumpVersion(tx, 'assets');
  return changed.map((c) => c.id);
}

/** Reads again and follows: after an act was written. */
export const followAssets = async (tx: Tx, ids: readonly string[], day: string): Promise<string[]> => (ids.length === 0 ? [] : follow(tx, await lockSequences(tx, ids), day));

/** An entry or an assignment fills what the register lacks; what somebody wrote there stays. The service in charge is the last one named. */
export async function fillFromAct(tx: Tx, id: string): Promise<void> {
  await tx.raw(`update asset a set origin = coalesce(a.origin, case t.kind when 'exchange' then 'exchange' when 'donation' then 'donation' when 'expropriation' then 'expropriation' else 'acquisition' end),
      appropriated_on = coalesce(a.appropriated_on, t.effective_on), deed_reference = coalesce(a.deed_reference, t.deed->>'deedReference', t.reference), gazette_reference = coalesce(a.gazette_reference, t.publication),
      deliberated_on = coalesce(a.deliberated_on, t.deliberated_on), deliberation_reference = coalesce(a.deliberation_reference, t.deliberation_reference),
      approved_on = coalesce(a.approved_on, t.approved_on), approval_reference = coalesce(a.approval_reference, t.approval_reference), version = a.version + 1, updated_at = clock_timestamp()
    from act t join act_asset aa on aa.commune_id = t.commune_id and aa.act_id = t.id
    where t.commune_id = current_commune() and t.id = :id and aa.side = 'in' and a.commune_id = t.commune_id and a.id = aa.asset_id
      and num_nulls(a.origin, a.appropriated_on, a.deed_reference, case when t.publication is not null then a.gazette_reference else '' end, case when t.deliberated_on is not null then a.deliberated_on else '2000-01-01' end) > 0`, { id });
  await tx.raw(`update asset a set assigned_service = t.service, version = a.version + 1, updated_at = clock_timestamp() from act t join act_asset aa on aa.commune_id = t.commune_id and aa.act_id = t.id
    where t.commune_id = current_commune() and t.id = :id and t.kind = 'assignment' and t.service is not null and a.commune_id = t.commune_id and a.id = aa.asset_id and a.assigned_service is distinct from t.service`, { id });
}
