import type { Tx } from '../../platform/db/index.ts';
import { claimNumberSql } from './claim-number.ts';
import { CLAIM_MONEY, CLAIM_SUMS } from './claims.sql.ts';
import { refuse } from './steps.store.ts';

/** An article of an issued run that has no notice yet. `due` is the first due of its tax and period. */
export interface Article { no: number; party: string; due: string; dueOn: string; assessed: string; corrected: string; penalties: string; paid: string; open: string }
export interface RunHead { id: string; tax: string; from: string; to: string }

/** The run, issued. Throws `rule_refused`. */
export async function issuedRun(tx: Tx, id: string): Promise<RunHead> {
  const { rows: [run] } = await tx.raw(`select r.id, r.tax, r.period_from as "from", r.period_to as "to" from assessment_run r where r.commune_id = current_commune() and r.id = ? and r.state = 'issued'`, [id]) as { rows: RunHead[] };
  if (run === undefined) throw refuse('not_issued');
  return run;
}
const WANTED = `from assessment_article o where o.commune_id = current_commune() and o.run_id = cast(:run as bigint) and o.amount > 0 and o.due_id is not null
  and not exists (select from collection_paper p where p.commune_id = o.commune_id and p.number = 'AI-' || ${claimNumberSql('o.run_id', 'o.no')})`;
export async function countArticles(tx: Tx, run: string): Promise<number> {
  const { rows: [n] } = await tx.raw(`select count(*)::integer as n ${WANTED}`, { run }) as { rows: { n: number }[] };
  return n?.n ?? 0;
}
/** The next articles after `after`, in the order of their numbers, with the money of their claims. */
export async function articlesAfter(tx: Tx, run: string, after: number, size: number): Promise<Article[]> {
  const { rows } = await tx.raw(`select w.no, w.party, d.id as due, d.due_on as "dueOn", ${CLAIM_SUMS} from (select o.no, o.party_id as party, o.commune_id, (select coalesce(x.corrects, x.id) from ledger_due x where x.commune_id = o.commune_id and x.id = o.due_id) as root ${WANTED} and o.no > cast(:after as integer) order by o.no limit :size) w
    join ledger_due d on d.commune_id = w.commune_id and d.id = w.root ${CLAIM_MONEY} order by w.no`, { run, after, size }) as { rows: Article[] };
  return rows;
}

export interface Written { no: number; party: string; due: string; code: string; reference: string; amount: string; page: number; pages: number }
export interface About { run: RunHead; language: string; day: string; sha256: string; bytes: number; job: string; person: string | null; name: string; detail: string }
/** Files, steps and papers of notices that were written, in one statement a slice: a notice stands with its step, or not at all. */
export async function insertNotices(tx: Tx, list: readonly Written[], a: About): Promise<void> {
  const column = (pick: (w: Written) => string | number): (string | number)[] => list.map(pick);
  await tx.raw(`with w as (select * from unnest(cast(:nos as integer[]), cast(:parties as bigint[]), cast(:dues as bigint[]), cast(:codes as text[]), cast(:references as text[]), cast(:amounts as bigint[]), cast(:pages as integer[]), cast(:lengths as integer[])) as w(no, party, due, code, reference, amount, page, pages)),
      made as (insert into collection_file (commune_id, kind, number, party_id, tax, period_from, period_to, run_id, due_id, opened_by, opened_name)
        select current_commune(), 'claim', ${claimNumberSql(':run', 'w.no')}, w.party, :tax, cast(:from as date), cast(:to as date), cast(:run as bigint), w.due, cast(:person as bigint), :name from w
        where not exists (select from collection_file f where f.commune_id = current_commune() and f.due_id = w.due) returning id, due_id),
      file as (select id, due_id from made union all select f.id, f.due_id from collection_file f join w on f.commune_id = current_commune() and f.due_id = w.due),
      step as (insert into collection_step (commune_id, file_id, kind, on_day, detail, job_id, signed_by, signed_name) select current_commune(), f.id, 'notice', cast(:day as date), cast(:detail as jsonb), cast(:job as bigint), cast(:person as bigint), :name from file f returning id, file_id)
    insert into collection_paper (commune_id, file_id, step_id, kind, number, code, day, language, amount, reference, sha256, bytes, page, pages, job_id, created_by)
      select current_commune(), f.id, s.id, 'notice', 'AI-' || ${claimNumberSql(':run', 'w.no')}, w.code, cast(:day as date), :language, w.amount, w.reference, :sha256, cast(:bytes as bigint), w.page, w.pages, cast(:job as bigint), cast(:person as bigint) from w join file f on f.due_id = w.due join step s on s.file_id = f.id`, {
    nos: column((w) => w.no), parties: column((w) => w.party), dues: column((w) => w.due), codes: column((w) => w.code), references: column((w) => w.reference), amounts: column((w) => w.amount), pages: column((w) => w.page), lengths: column((w) => w.pages),
    run: a.run.id, tax: a.run.tax, from: a.run.from, to: a.run.to, language: a.language, day: a.day, sha256: a.sha256, bytes: a.bytes, job: a.job, person: a.person, name: a.name, detail: a.detail });
}
