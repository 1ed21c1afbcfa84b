import type { Candidate, LINE_STATES, PaymentLine } from '@sommier/domain/payments';
import { LINE_WAITS, readAccounts } from '../ledger/index.ts';
import type { Tx } from '../../platform/db/index.ts';

type Stored = Omit<PaymentLine, 'candidates'> & { candidates: Candidate[] };
const ROW = `select l.id, l.paid_on as "paidOn", l.amount, l.method, l.reference, case when cast(:personal as boolean) then l.payer end as payer, case when cast(:personal as boolean) then l.note end as label, case when ${LINE_WAITS} then 'waiting' else l.state end as state, l.matched_by as "matchedBy", l.batch_id as "batchId", l.account_id as "accountId",
    coalesce(l.reason, (select v.reason from ledger_payment p join ledger_payment v on v.commune_id = p.commune_id and v.reverses = p.id where p.commune_id = l.commune_id and p.line_id = l.id order by v.id desc limit 1)) as reason, l.candidates
  from payment_line l where l.commune_id = current_commune()`;

/** Lines in a state as a person sees it: matched means with a payment that stands. */
const IN = (state: (typeof LINE_STATES)[number]): string => (state === 'waiting' ? LINE_WAITS : `(l.state = '${state}' and not ${LINE_WAITS})`);
/** Candidates with what each account owes today, so that a person can choose. */
async function shown(tx: Tx, l: Stored, day: string, personal: boolean): Promise<PaymentLine> {
  const list: PaymentLine['candidates'] = [];
  for (const c of l.state === 'waiting' ? l.candidates : []) {
    const [a] = await readAccounts(tx, { id: c.account }, day, personal);
    if (a !== undefined) list.push({ accountId: c.account, occupation: a.occupation, payer: a.payer, open: a.pastDue, by: c.by, score: c.score });
  }
  return { ...l, candidates: list };
}
export async function readLines(tx: Tx, f: { state: (typeof LINE_STATES)[number]; page: number; size: number }, day: string, personal: boolean): Promise<{ total: number; sum: string; rows: PaymentLine[] }> {
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total, coalesce(sum(l.amount), 0)::text as sum from payment_line l where l.commune_id = current_commune() and ${IN(f.state)}`, {}) as { rows: { total: number; sum: string }[] };
  const { rows } = await tx.raw(`${ROW} and ${IN(f.state)} order by l.paid_on, l.id limit :size offset :skip`, { size: f.size, skip: (f.page - 1) * f.size, personal }) as { rows: Stored[] };
  const out: PaymentLine[] = [];
  for (const l of rows) out.push(await shown(tx, l, day, personal));
  return { total: n?.total ?? 0, sum: n?.sum ?? '0', rows: out };
}
export async function readLine(tx: Tx, id: string, day: string, personal: boolean): Promise<PaymentLine | undefined> {
  const { rows: [l] } = await tx.raw(`${ROW} and l.id = :id`, { id, personal }) as { rows: Stored[] };
  return l === undefined ? undefined : shown(tx, l, day, personal);
}
