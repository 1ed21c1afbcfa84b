import type { Tx } from '../../platform/db/index.ts';
import { counters, newEntry } from './accounts.store.ts';
import { settleAccounts } from './settle.store.ts';

/** What a tax asks of a party; negative gives back. `corrects` is the first due of the same party and period, where there is one. */
export interface TaxDue { party: string; amount: string; corrects: string | null }

/**
 * Writes the dues of a tax for any number of parties in one go, each on the party's own account, with their postings under one entry, and sets
 * free money against them. Answers the due of each party. Amounts in minor units, none zero; one due a party.
 */
export async function addTaxDues(tx: Tx, dues: readonly TaxDue[], about: { from: string; to: string; dueOn: string; note: string }, person: string | null): Promise<Map<string, string>> {
  if (dues.length === 0) return new Map();
  const parties = `{${dues.map((d) => d.party).join(',')}}`;
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('ledger call'))`);
  await tx.raw(`insert into ledger_account (commune_id, kind, party_id) select current_commune(), 'payer', p from unnest(cast(? as bigint[])) p on conflict do nothing`, [parties]);
  const { tax } = await counters(tx);
  const entry = await newEntry(tx, dues.every((d) => d.amount.startsWith('-')) ? 'cancel' : 'call', person, about.note);
  const { rows } = await tx.raw(`with due as (
      insert into ledger_due (commune_id, entry_id, account_id, occupation_id, kind, period_from, period_to, due_on, amount, corrects, origin, note)
      select current_commune(), cast(:entry as bigint), a.id, null, 'tax', cast(:from as date), cast(:to as date), cast(:dueOn as date), g.amount, g.corrects, 'rule', :note
      from unnest(cast(:parties as bigint[]), cast(:amounts as bigint[]), cast(:corrects as bigint[])) g(party, amount, corrects) join ledger_account a on a.commune_id = current_commune() and a.kind = 'payer' and a.occupation_id is null and a.party_id = g.party
      returning id, account_id, due_on, amount), posted as (
      insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, due_id)
      select current_commune(), cast(:entry as bigint), d.due_on, case when d.amount > 0 then d.account_id else cast(:tax as bigint) end, case when d.amount > 0 then cast(:tax as bigint) else d.account_id end, abs(d.amount), d.id from due d)
    select d.id, a.party_id as party, a.id as account from due d join ledger_account a on a.commune_id = current_commune() and a.id = d.account_id`, {
    entry, tax, parties, amounts: `{${dues.map((d) => d.amount).join(',')}}`, corrects: `{${dues.map((d) => d.corrects ?? 'NULL').join(',')}}`, from: about.from, to: about.to, dueOn: about.dueOn, note: about.note }) as { rows: { id: string; party: string; account: string }[] };
  if (rows.length !== dues.length) throw new Error('a due of a tax was not written');
  await settleAccounts(tx, { accounts: rows.map((r) => r.account) }, person);
  return new Map(rows.map((r) => [r.party, r.id]));
}
