import { AGE_BUCKETS, type LedgerSummary } from '@sommier/domain/ledger';
import { addMonths } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { LINE_WAITS } from './lines.sql.ts';
import { FIGURES } from './accounts.queries.ts';
import { BILLED } from './schedule-sql.ts';

type Rows<T> = { rows: T[] };
/** Due in [from, to) with what of it is paid by the day, whenever the money came. */
const COLLECTED = `select coalesce(sum(d.amount), 0)::text as due, coalesce((select sum(l.amount) from ledger_allocation l join ledger_due x on x.commune_id = l.commune_id and x.id = l.due_id
    where l.commune_id = current_commune() and l.on_day <= cast(:day as date) and x.due_on >= cast(:from as date) and x.due_on < cast(:to as date)), 0)::text as collected
  from ledger_due d where d.commune_id = current_commune() and d.kind <> 'deposit' and d.due_on >= cast(:from as date) and d.due_on < cast(:to as date)`;

/** The state of the commune's dues on a day: its month and year, arrears by age, advances, what is still to call. */
export async function readSummary(tx: Tx, day: string): Promise<LedgerSummary> {
  const from = `${day.slice(0, 7)}-01`, to = addMonths(from, 1), year = `${day.slice(0, 4)}-01-01`;
  const of = async (a: string, b: string): Promise<{ due: string; collected: string }> =>
    (await tx.raw(COLLECTED, { day, from: a, to: b }) as Rows<{ due: string; collected: string }>).rows[0] ?? { due: '0', collected: '0' };
  const month = await of(from, to);
  const { rows: [sum] } = await tx.raw(`select count(*)::integer as accounts, coalesce(sum(f.advance) filter (where f.advance > 0), 0)::text as advance,
      ${AGE_BUCKETS.map((b) => `coalesce(sum(f.${b}), 0)::text as ${b}, count(*) filter (where f.${b} > 0)::integer as n_${b}`).join(', ')},
      coalesce(sum(f.d0_30 + f.d31_90 + f.d91_365 + f.over365), 0)::text as past, count(*) filter (where f.d0_30 + f.d31_90 + f.d91_365 + f.over365 > 0)::integer as n_past,
      coalesce(sum(f.d0_30 + f.d31_90 + f.d91_365 + f.over365) filter (where coalesce(o.ended_on, o.held_until) <= cast(:day as date)), 0)::text as ended
    from (${FIGURES()}) f join ledger_account a on a.commune_id = current_commune() and a.id = f.id left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id`, { day }) as Rows<Record<string, string | number>>;
  const { rows: [money] } = await tx.raw(`select coalesce(sum(case when p.reverses is null then p.amount else -p.amount end), 0)::text as received from ledger_payment p
    where p.commune_id = current_commune() and p.method <> 'deposit' and p.paid_on >= cast(:from as date) and p.paid_on < cast(:to as date)`, { from, to }) as Rows<{ received: string }>;
  const { rows: [call] } = await tx.raw(`select count(*) filter (where c.through is null or c.through < (cast(:to as date) - 1))::integer as "toCall", case when count(*) filter (where c.through is null) = 0 then min(c.through) end as through
    from (${BILLED}) b left join ledger_called c on c.commune_id = current_commune() and c.occupation_id = b.occ where (b.ends is null or b.ends > coalesce(c.through, '-infinity'))`, { to }) as Rows<{ toCall: number; through: string | null }>;
  const { rows: [lines] } = await tx.raw(`select count(*)::integer as waiting from payment_line l where l.commune_id = current_commune() and ${LINE_WAITS}`) as Rows<{ waiting: number }>;
  const text = (key: string): string => String(sum?.[key] ?? '0');
  return {
    day, month: { from, to, ...month }, year: await of(year, addMonths(year, 12)), received: money?.received ?? '0',
    ageing: AGE_BUCKETS.map((bucket) => ({ bucket, accounts: Number(text(`n_${bucket}`)), amount: text(bucket) })),
    pastDue: text('past'), pastDueAccounts: Number(text('n_past')), endedPastDue: text('ended'), advance: text('advance'), accounts: Number(text('accounts')),
    toCall: call?.toCall ?? 0, calledThrough: call?.through ?? null, waiting: lines?.waiting ?? 0,
  };
}
