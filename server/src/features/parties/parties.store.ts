import { identifierKey, type NewParty, type PartyChange } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import type { Tx } from '../../platform/db/index.ts';

const searchOf = (name: string | null | undefined, nameAr: string | null | undefined): string => foldText([name, nameAr].filter(Boolean).join(' ')).slice(0, 1000);
const COLUMN = { name: 'name', nameAr: 'name_ar', legalForm: 'legal_form', activity: 'activity', note: 'note' } as const;

async function addIdentifiers(tx: Tx, id: string, list: NewParty['identifiers']): Promise<void> {
  for (const { kind, value } of list) {
    await tx.raw(`insert into party_identifier (commune_id, party_id, kind, value, value_key) values (current_commune(), :id, :kind, :value, :key) on conflict do nothing`, { id, kind, value, key: identifierKey(value) });
  }
}

/** Writes a new party with its numbers; answers its id. `person` is who does it, null for an import. */
export async function insertParty(tx: Tx, party: NewParty, person: string | null, batch: string | null = null): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into party (commune_id, kind, name, name_ar, legal_form, activity, note, search, created_by, batch_id)
    values (current_commune(), :kind, :name, :nameAr, :legalForm, :activity, :note, :search, :person, :batch) returning id`,
  { kind: party.kind, name: party.name, nameAr: party.nameAr, legalForm: party.legalForm, activity: party.activity, note: party.note, search: searchOf(party.name, party.nameAr), person, batch }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the party was not written');
  await addIdentifiers(tx, row.id, party.identifiers);
  return row.id;
}

/** Writes the fields given and the numbers added or taken away. The row is locked by the caller. */
export async function changeParty(tx: Tx, id: string, { add, remove, ...change }: PartyChange): Promise<void> {
  const names = (Object.keys(change) as (keyof typeof COLUMN)[]).filter((k) => change[k] !== undefined);
  const set = [...names.map((n) => `${COLUMN[n]} = :${n}`), 'version = version + 1', 'updated_at = clock_timestamp()'].join(', ');
  const { rows: [row] } = await tx.raw(`update party set ${set} where commune_id = current_commune() and id = :id returning name, name_ar`,
    { ...Object.fromEntries(names.map((n) => [n, change[n] ?? null])), id }) as { rows: { name: string; name_ar: string | null }[] };
  await tx.raw('update party set search = :search where commune_id = current_commune() and id = :id', { search: searchOf(row?.name, row?.name_ar), id });
  if (remove && remove.length > 0) await tx.raw('delete from party_identifier where commune_id = current_commune() and party_id = :id and id = any (cast(:remove as bigint[]))', { id, remove: `{${remove.join(',')}}` });
  await addIdentifiers(tx, id, add ?? []);
}

/** Makes `gone` part of `kept`: references and numbers move, its row stays and says where it went. Answers the rows moved by table. */
export async function joinParties(tx: Tx, kept: string, gone: string): Promise<Record<string, number>> {
  const { rows } = await tx.raw('select moved_table as t, moved_rows as n from move_party(cast(:kept as bigint), cast(:gone as bigint))', { kept, gone }) as { rows: { t: string; n: number }[] };
  await tx.raw(`insert into party_identifier (commune_id, party_id, kind, value, value_key) select commune_id, cast(:kept as bigint), kind, value, value_key from party_identifier
    where commune_id = current_commune() and party_id = :gone on conflict do nothing`, { kept, gone });
  await tx.raw('delete from party_identifier where commune_id = current_commune() and party_id = :gone', { gone });
  await tx.raw(`update party set merged_into = :kept, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and (id = :gone or merged_into = :gone)`, { kept, gone });
  // What the one that stays did not know, it takes over.
  await tx.raw(`update party k set name_ar = coalesce(k.name_ar, g.name_ar), legal_form = coalesce(k.legal_form, g.legal_form), activity = coalesce(k.activity, g.activity), note = coalesce(k.note, g.note),
      version = k.version + 1, updated_at = clock_timestamp() from party g where k.commune_id = current_commune() and k.id = :kept and g.commune_id = k.commune_id and g.id = :gone`, { kept, gone });
  const { rows: [row] } = await tx.raw('select name, name_ar from party where commune_id = current_commune() and id = :kept', { kept }) as { rows: { name: string; name_ar: string | null }[] };
  await tx.raw('update party set search = :search where commune_id = current_commune() and id = :kept', { search: searchOf(row?.name, row?.name_ar), kept });
  return Object.fromEntries(rows.map(({ t, n }) => [t, n]));
}
