import type { PenaltyLine, PenaltyRun } from '@sommier/domain/penalties';
import type { Tx } from '../../platform/db/index.ts';
import { counters, newEntry, settleAccounts } from '../ledger/index.ts';
import type { Reckoned } from './late.queries.ts';

interface Write { due: string; account: string; occupation: string | null; rule: string; since: string; amount: bigint; corrects: string | null; total: bigint; note: string; lines: string }
const told = (lines: readonly PenaltyLine[]): string => JSON.stringify(lines.map((l) => ({ ...l, base: String(l.base), amount: String(l.amount) })));

/** What to write for a reckoning: a further due, or what is too much taken back from the latest penalties, never more than is left of them. */
function writesOf(r: Reckoned, day: string): Write[] {
  const common = { due: r.due.id, account: r.due.account, occupation: r.due.occupation, rule: r.rule.id, since: r.penalty.since ?? r.due.dueOn, total: r.penalty.total, note: `${r.rule.name} (${r.rule.law}${r.rule.article === null ? '' : `, ${r.rule.article}`})`.slice(0, 300), lines: told(r.penalty.lines) };
  if (r.change > 0n) return [{ ...common, since: common.since < day ? common.since : r.due.dueOn, amount: r.change, corrects: null }];
  let back = -r.change;
  return (r.due.penalties ?? []).flatMap((p): Write[] => {
    const take = BigInt(p.net) < back ? BigInt(p.net) : back;
    back -= take;
    return take === 0n ? [] : [{ ...common, amount: -take, corrects: p.id }];
  });
}

/**
 * Writes the changes of some reckonings: dues of kind penalty with their postings and the reckoning beside them, in one statement; then free money goes
 * against what is open. A second run on the same day writes nothing. @param dry counts alone
 */
export async function chargePenalties(tx: Tx, reckoned: readonly Reckoned[], day: string, person: string | null, dry = false): Promise<PenaltyRun> {
  const list = reckoned.filter((r) => r.change !== 0n).flatMap((r) => writesOf(r, day));
  const sum = (keep: (w: Write) => boolean): string => String(list.filter(keep).reduce((n, w) => n + (w.amount < 0n ? -w.amount : w.amount), 0n));
  const run: PenaltyRun = { dry, accounts: new Set(list.map((w) => w.account)).size, dues: new Set(list.map((w) => w.due)).size, raised: sum((w) => w.amount > 0n), lowered: sum((w) => w.amount < 0n) };
  if (dry || list.length === 0) return run;
  const { penalties } = await counters(tx);
  const entry = await newEntry(tx, 'penalty', person, day);
  const column = (pick: (w: Write) => string | null): (string | null)[] => list.map(pick);
  await tx.raw(`with q as (select * from unnest(cast(:dues as bigint[]), cast(:accounts as bigint[]), cast(:occupations as bigint[]), cast(:rules as bigint[]), cast(:since as date[]), cast(:amounts as bigint[]), cast(:corrects as bigint[]), cast(:totals as bigint[]), cast(:notes as text[]), cast(:lines as text[]))
        as q(due, account, occupation, rule, since, amount, corrects, total, note, lines)),
      written as (insert into ledger_due (commune_id, entry_id, account_id, occupation_id, kind, period_from, period_to, due_on, amount, corrects, origin, note, penalises)
        select current_commune(), cast(:entry as bigint), q.account, q.occupation, 'penalty', coalesce(c.period_from, q.since), coalesce(c.period_to, cast(:day as date)), coalesce(c.due_on, cast(:day as date)), q.amount, q.corrects, 'rule', q.note, q.due
        from q left join ledger_due c on c.commune_id = current_commune() and c.id = q.corrects returning id, account_id, due_on, amount, corrects, penalises),
      posted as (insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, due_id)
        select current_commune(), cast(:entry as bigint), w.due_on, case when w.amount > 0 then w.account_id else cast(:earned as bigint) end, case when w.amount > 0 then cast(:earned as bigint) else w.account_id end, abs(w.amount), w.id from written w)
    insert into penalty_charge (commune_id, due_id, penalty_id, rule_id, on_day, amount, total, lines, created_by)
      select current_commune(), q.due, coalesce(w.corrects, w.id), q.rule, cast(:day as date), w.amount, q.total, cast(q.lines as jsonb), cast(:person as bigint) from written w join q on q.due = w.penalises and q.corrects is not distinct from w.corrects`, {
    dues: column((w) => w.due), accounts: column((w) => w.account), occupations: column((w) => w.occupation), rules: column((w) => w.rule), since: column((w) => w.since), amounts: column((w) => String(w.amount)), corrects: column((w) => w.corrects),
    totals: column((w) => String(w.total)), notes: column((w) => w.note), lines: column((w) => w.lines), entry, earned: penalties, day, person });
  await settleAccounts(tx, { accounts: [...new Set(list.map((w) => w.account))] }, person);
  return run;
}
