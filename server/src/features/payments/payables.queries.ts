import { paymentReference } from '@sommier/domain/collection';
import { foldText } from '@sommier/domain/search';
import type { Payable } from '@sommier/domain/payments';
import type { Tx } from '../../platform/db/index.ts';
import { openDues } from '../ledger/index.ts';

const words = (text: string | null): string[] => (text === null ? [] : foldText(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean));

/** Every account a line may pay, with its open dues, oldest first: read once for a whole file. */
export async function payables(tx: Tx): Promise<Payable[]> {
  const { rows } = await tx.raw(`select a.id as account, o.reference, concat_ws(' ', p.name, p.name_ar) as payer from ledger_account a left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id
    left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party p on p.commune_id = a.commune_id and p.id = coalesce(g.merged_into, g.id) where a.commune_id = current_commune() and a.kind = 'payer' order by a.id`) as { rows: { account: string; reference: string | null; payer: string }[] };
  const { rows: dues } = await tx.raw(`select x.account, x."dueOn", x.open from (select r.account_id as account, r.id, r.due_on as "dueOn", r.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id), 0)::bigint
      - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = r.commune_id and l.due_id = r.id), 0)::bigint as open from ledger_due r where r.commune_id = current_commune() and r.corrects is null) x where x.open > 0 order by x."dueOn", x.id`) as { rows: { account: string; dueOn: string; open: string }[] };
  const open = new Map<string, { dueOn: string; open: bigint }[]>();
  for (const d of dues) { const list = open.get(d.account) ?? []; list.push({ dueOn: d.dueOn, open: BigInt(d.open) }); open.set(d.account, list); }
  return rows.map((r) => ({ account: r.account, reference: r.reference, payer: words(r.payer), dues: open.get(r.account) ?? [] }));
}
/** Claims that were noticed, by the payment reference of their notice. */
export async function claims(tx: Tx): Promise<Map<string, { account: string; due: string }>> {
  const { rows } = await tx.raw(`select f.number, f.due_id as due, d.account_id as account from collection_file f join ledger_due d on d.commune_id = f.commune_id and d.id = f.due_id where f.commune_id = current_commune()`) as { rows: { number: string; due: string; account: string }[] };
  return new Map(rows.map(({ number, ...c }) => [paymentReference(number), c]));
}
/** What is open of a claim and of its penalties, up to an amount: the claim first. */
export async function openOfClaim(tx: Tx, account: string, due: string, amount: bigint): Promise<{ dueId: string; amount: string }[]> {
  const { rows: late } = await tx.raw('select p.id from ledger_due p where p.commune_id = current_commune() and p.penalises = ?', [due]) as { rows: { id: string }[] };
  const open = new Map((await openDues(tx, account)).map((d) => [d.id, BigInt(d.open)]));
  let left = amount;
  return [due, ...late.map((p) => p.id)].flatMap((id) => { const owed = open.get(id) ?? 0n, take = owed < left ? owed : left; if (take <= 0n) return []; left -= take; return [{ dueId: id, amount: String(take) }]; });
}
export const wordsOf = (...texts: (string | null)[]): string[] => [...new Set(texts.flatMap(words))];
