import type { NewOccupation, OccupationChange } from '@sommier/domain/occupations';
import { foldText } from '@sommier/domain/search';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { madeReference } from './occupations.sql.ts';
import { replaceActs, replaceParties, replaceTerms, replaceUnits } from './lists.store.ts';

const COLUMN = {
  type: 'type', reference: 'reference', activity: 'activity', activityKind: 'activity_kind', freeOfCharge: 'free_of_charge', written: 'written', service: 'service', signedOn: 'signed_on', startsOn: 'starts_on',
  endsOn: 'ends_on', tacitRenewal: 'tacit_renewal', renewalMonths: 'renewal_months', noticeMonths: 'notice_months', depositMinor: 'deposit_minor', subletAllowed: 'sublet_allowed',
  subletFoundOn: 'sublet_found_on', subletEvidence: 'sublet_evidence', reason: 'reason', project: 'project', foundOn: 'found_on', foundBy: 'found_by', evidence: 'evidence', claimableMinor: 'claimable_minor',
  claimablePeriod: 'claimable_period', procedureState: 'procedure_state', procedureOn: 'procedure_on', note: 'note', parentId: 'parent_id',
} as const satisfies Partial<Record<keyof OccupationChange, string>>;
type Field = keyof typeof COLUMN;
const FIELDS = Object.keys(COLUMN) as Field[];
// A person's change moves `updated_at` past its batch's commit: that is how an undo sees it.
export const TOUCHED = 'version = version + 1, updated_at = clock_timestamp()';

/** The words a right is found by: its own, its units' and the names of bodies; persons are found by their party alone. */
export async function refreshSearch(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await tx.raw(`select id, concat_ws(' ', reference, activity, service) as own from occupation where commune_id = current_commune() and id = any(cast(:ids as bigint[]))`, { ids: `{${ids.join(',')}}` }) as { rows: { id: string; own: string }[] };
  for (const { id, own } of rows) {
    await tx.raw(`update occupation o set search = left(concat_ws(' ', cast(:own as varchar),
        (select string_agg(left(a.search, 200), ' ' order by a.code) from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = o.commune_id and u.occupation_id = o.id),
        (select string_agg(left(p.search, 200), ' ' order by p.id) from occupation_party op join party p on p.commune_id = op.commune_id and p.id = op.party_id and p.kind = 'legal' where op.commune_id = o.commune_id and op.occupation_id = o.id)), 2000)
      where o.commune_id = current_commune() and o.id = :id`, { id, own: foldText(own) });
  }
}

/** Every id of a body must be of this commune: a foreign one reads as absent. */
async function mustExist(tx: Tx, table: 'asset' | 'party' | 'occupation', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await tx.raw(`select id from ${table} where commune_id = current_commune() and id = any(cast(:ids as bigint[]))`, { ids: `{${ids.join(',')}}` }) as { rows: { id: string }[] };
  const missing = ids.find((id) => !rows.some((r) => r.id === id));
  if (missing !== undefined) throw new AppError('not_found', `No ${table} ${missing}`, { table, missing });
}

interface Lists { units?: NewOccupation['units'] | undefined; parties?: NewOccupation['parties'] | undefined; acts?: NewOccupation['acts'] | undefined; terms?: NewOccupation['terms'] | undefined }
async function writeLists(tx: Tx, id: string, lists: Lists, currency: string): Promise<void> {
  await mustExist(tx, 'asset', [...new Set((lists.units ?? []).map((u) => u.assetId))]);
  await mustExist(tx, 'party', [...new Set((lists.parties ?? []).map((p) => p.partyId))]);
  if (lists.units) await replaceUnits(tx, id, lists.units);
  if (lists.parties) await replaceParties(tx, id, lists.parties);
  if (lists.acts) await replaceActs(tx, id, lists.acts);
  if (lists.terms) await replaceTerms(tx, id, lists.terms, currency);
}

/** Writes a new draft; answers its id. Without a reference it is named by its number. */
export async function insertOccupation(tx: Tx, o: NewOccupation, currency: string, person: string | null): Promise<string> {
  if (o.parentId) await mustExist(tx, 'occupation', [o.parentId]);
  const given = FIELDS.filter((f) => f !== 'reference' && o[f] !== undefined);
  const { rows: [row] } = await tx.raw(`insert into occupation (commune_id, reference, currency, created_by${given.map((f) => `, ${COLUMN[f]}`).join('')})
    values (current_commune(), coalesce(cast(:reference as varchar), gen_random_uuid()::text), :currency, :person${given.map((f) => `, :${f}`).join('')}) returning id`,
  { reference: o.reference ?? null, currency, person, ...Object.fromEntries(given.map((f) => [f, o[f] ?? null])) }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the right was not written');
  if (o.reference === undefined) await tx.raw(`update occupation set reference = ${madeReference('id')} where commune_id = current_commune() and id = ?`, [row.id]);
  await writeLists(tx, row.id, o, currency);
  await refreshSearch(tx, [row.id]);
  return row.id;
}

/** Writes the fields given; a list replaces the whole list. The row is locked by the caller; the database refuses what exceeds a whole. */
export async function changeOccupation(tx: Tx, id: string, change: OccupationChange, currency: string): Promise<void> {
  if (change.parentId) await mustExist(tx, 'occupation', [change.parentId]);
  const given = FIELDS.filter((f) => change[f] !== undefined);
  await tx.raw(`update occupation set ${given.map((f) => `${COLUMN[f]} = :${f}, `).join('')}${TOUCHED} where commune_id = current_commune() and id = :id`,
    { ...Object.fromEntries(given.map((f) => [f, change[f] ?? null])), id });
  await writeLists(tx, id, change, currency);
  await refreshSearch(tx, [id]);
}

/** Keeps with the right the rules that were passed over, by whom and why. */
export async function keepOverrides(tx: Tx, id: string, overridden: readonly { guard: string; reason: string }[], by: string): Promise<void> {
  if (overridden.length === 0) return;
  await tx.raw(`update occupation set overrides = overrides || (select jsonb_agg(e || jsonb_build_object('at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) from jsonb_array_elements(cast(:list as jsonb)) e)
    where commune_id = current_commune() and id = :id`, { id, list: JSON.stringify(overridden.map((o) => ({ ...o, by }))) });
}

/** Forgets a draft. */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.raw('delete from occupation where commune_id = current_commune() and id = ?', [id]);
}
