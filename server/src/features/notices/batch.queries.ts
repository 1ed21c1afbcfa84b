import type { BatchRequest } from '@sommier/domain/notices';
import type { Tx } from '../../platform/db/index.ts';
import type { Paper } from '../../platform/pdf/index.ts';
import { drawNotice, drawReceipt, drawReminder } from './draw.ts';
import { accountFacts, batchAccounts, duesOfMany, receiptFacts, type AccountFacts, type CommuneFacts } from './facts.queries.ts';
import type { Voice } from './voice.ts';

/** One paper of a batch: an account with what it would be asked, or a payment with its amount. */
export interface Item { id: string; amount: string }

/** Payments of occupations received from a day to a day, both included, by receipt; what was reversed or came out of a deposit has no receipt to hand out. */
async function batchReceipts(tx: Tx, f: { from: string; until: string; least: string }): Promise<Item[]> {
  const { rows } = await tx.raw(`select p.id, p.amount::text as amount from ledger_payment p join ledger_account a on a.commune_id = p.commune_id and a.id = p.account_id
    where p.commune_id = current_commune() and p.reverses is null and p.method <> 'deposit' and a.occupation_id is not null and p.paid_on >= cast(:from as date) and p.paid_on <= cast(:until as date) and p.amount >= cast(:least as bigint)
      and not exists (select from ledger_payment v where v.commune_id = p.commune_id and v.reverses = p.id) order by p.receipt_year, p.receipt_no`, f) as { rows: Item[] };
  return rows;
}

/** What a batch is made of on a day. Without days, receipts are those of the month. */
export const itemsOf = (tx: Tx, r: BatchRequest, today: string): Promise<Item[]> => r.kind === 'receipt'
  ? batchReceipts(tx, { from: r.from ?? `${today.slice(0, 7)}-01`, until: r.until ?? today, least: r.least })
  : batchAccounts(tx, { kind: r.kind, olderThan: r.olderThan, least: r.least, until: r.until ?? today, today });

/** A paper ready to be drawn. `number` null: the batch gives it the next of its series; a receipt has its payment's. */
export interface Sheet { account: AccountFacts; payment: string | null; amount: string; number: string | null; draw: (paper: Paper, v: Voice, number: string) => void }

/** The papers of a slice of items. An account that paid since the batch began has none. */
export async function sheetsOf(tx: Tx, r: BatchRequest, ids: readonly string[], commune: CommuneFacts): Promise<Sheet[]> {
  if (r.kind === 'receipt') return receiptsOf(tx, ids, commune);
  const draw = r.kind === 'notice' ? drawNotice : drawReminder;
  const dues = await duesOfMany(tx, ids, r.kind === 'reminder' ? commune.today : r.until ?? commune.today);
  return (await accountFacts(tx, ids)).flatMap((account): Sheet[] => {
    const mine = dues.get(account.id) ?? [];
    return mine.length === 0 ? [] : [{ account, payment: null, number: null, amount: String(mine.reduce((n, d) => n + BigInt(d.open), 0n)), draw: (paper, v, number) => { draw(paper, v, { commune, account, number }, mine); } }];
  });
}

async function receiptsOf(tx: Tx, ids: readonly string[], commune: CommuneFacts): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const id of ids) {
    const facts = await receiptFacts(tx, id, commune.today);
    const [account] = facts === undefined ? [] : await accountFacts(tx, [facts.payment.accountId]);
    if (facts === undefined || account === undefined) continue;
    sheets.push({ account, payment: id, number: facts.payment.receipt, amount: facts.payment.amount, draw: (paper, v, number) => { drawReceipt(paper, v, { commune, account, number }, facts); } });
  }
  return sheets;
}
