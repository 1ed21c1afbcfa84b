import type { RunFigures } from '@sommier/domain/assessments';
import type { TaxRule } from '@sommier/domain/tax';
import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import type { computer} from './cases.ts';
import { factsOfCases, type Sample } from './cases.ts';
import { factSql, type Spec } from './fact-sql.ts';

/** The staging tables of a run: its facts with their keys, and the distinct keys. Named after their job, so that what a killed process left is found. */
export interface Stage { facts: string; keys: string }
const CASES = 1000;
/** Lines written in one statement: a second or so on the embedded database, which serves nobody meanwhile. */
const LINES = 100_000;

export const stageOf = (commune: number, job: string, now = Date.now()): Stage => { const name = `staging.a_${now.toString(36)}_j${String(commune)}_${job}`; return { facts: name, keys: `${name}_k` }; };

export async function fillStage(tx: Tx, stage: Stage, spec: Spec): Promise<{ facts: number; cases: number }> {
  const { sql, bindings } = factSql(spec, spec.reads.zones);
  await tx.raw(`create unlogged table ${stage.facts} with (autovacuum_enabled = false) as select q.id, q.version, q.party, q.key, q.before, q.reason, q.zone, q.certainty from (${sql}) q`, bindings);
  // A case is numbered by the first fact that stands for it: the same facts give the same numbers.
  await tx.raw(`create unlogged table ${stage.keys} with (autovacuum_enabled = false) as select (row_number() over (order by min(f.id)))::integer as no, f.key, min(f.id) as sample, min(f.before) as before, min(f.reason) as reason, min(f.zone) as zone, min(f.certainty) as certainty from ${stage.facts} f group by f.key`);
  await tx.raw(`analyze ${stage.facts}`);
  await tx.raw(`analyze ${stage.keys}`);
  await tx.raw(`create unique index on ${stage.keys} (no)`);
  const { rows: [n] } = await tx.raw(`select (select count(*)::integer from ${stage.facts}) as facts, (select count(*)::integer from ${stage.keys}) as cases`) as { rows: { facts: number; cases: number }[] };
  return n ?? { facts: 0, cases: 0 };
}
export const dropStage = (db: Database, scope: Scope, stage: Stage): Promise<void> => db.inCommune(scope, async (tx) => { await tx.raw(`drop table if exists ${stage.facts}, ${stage.keys}`); });
/** Drops the staging tables of a job whose worker is gone. */
export const sweepStages = (db: Database, commune: number, job: string): Promise<void> => db.asOwner(async (tx) => {
  const { rows } = await tx.raw(String.raw`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'staging' and c.relkind = 'r' and c.relname like 'a\_%' and (c.relname like ? or c.relname like ?)`, [`%\\_j${String(commune)}\\_${job}`, `%\\_j${String(commune)}\\_${job}\\_k`]) as { rows: { name: string }[] };
  for (const { name } of rows) await tx.raw('drop table if exists ??.??', ['staging', name]);
});

/** Asks the oracle for the cases numbered after `after`, a slice of them; answers the last number, null when none is left. */
export async function computeCases(tx: Tx, run: string, stage: Stage, after: number, { population, compute }: { population: number | null; compute: ReturnType<typeof computer> }): Promise<number | null> {
  const { rows } = await tx.raw(`select k.no, k.sample, k.before, k.reason, k.zone, k.certainty from ${stage.keys} k where k.no > ? order by k.no limit ${String(CASES)}`, [after]) as { rows: (Sample & { no: number })[] };
  if (rows.length === 0) return null;
  const facts = await factsOfCases(tx, rows, population);
  const out = rows.map((r, i) => {
    const read = facts[i] ?? { none: 'held' };
    const found = compute(read, r.before);
    return { no: r.no, facts: 'none' in read ? [] : read.facts, before: r.before, reason: found.reason, amount: found.amount, lines: found.lines, zone: r.zone, certainty: r.certainty };
  });
  await tx.raw(`insert into assessment_case (commune_id, run_id, no, facts, before, reason, amount, lines, zone, certainty)
    select current_commune(), cast(:run as bigint), x.no, x.facts, x.before, x.reason, x.amount, x.lines, x.zone, x.certainty from jsonb_to_recordset(cast(:rows as jsonb)) as x(no integer, facts jsonb, before integer, reason text, amount bigint, lines jsonb, zone text, certainty text)`, { run, rows: JSON.stringify(out) });
  return rows.at(-1)?.no ?? null;
}

/** The last id of each slice of lines. */
export async function lineSlices(tx: Tx, stage: Stage, facts: number): Promise<string[]> {
  const { rows } = await tx.raw(`select max(x.id) as upto from (select f.id, ntile(?) over (order by f.id) as part from ${stage.facts} f) x group by x.part order by x.part`, [Math.max(1, Math.ceil(facts / LINES))]) as { rows: { upto: string }[] };
  return rows.map((r) => r.upto);
}
/** Writes the lines of facts after one id up to another: each points to its case, whose trace explains it. Without a payer, a line waits for one. */
export async function insertLines(tx: Tx, run: string, stage: Stage, after: string, upto: string): Promise<void> {
  await tx.raw(`insert into assessment_line (commune_id, run_id, fact_id, fact_version, party_id, case_no, zone, amount, reason)
    select current_commune(), cast(:run as bigint), f.id, f.version, f.party, c.no, f.zone, case when c.reason is null and f.party is not null then c.amount else 0 end, coalesce(c.reason, case when f.party is null then 'no_taxpayer' end)
    from ${stage.facts} f join ${stage.keys} k on k.key = f.key join assessment_case c on c.commune_id = current_commune() and c.run_id = cast(:run as bigint) and c.no = k.no
    where f.id > cast(:after as bigint) and f.id <= cast(:upto as bigint) order by f.id`, { run, after, upto });
}

/** What was issued of the same tax and days, by payer, after all corrections. */
const ISSUED = `select x.party_id, sum(x.amount)::bigint as amount from assessment_article x join assessment_run i on i.commune_id = x.commune_id and i.id = x.run_id join assessment_run r on r.commune_id = current_commune() and r.id = cast(:run as bigint)
  where x.commune_id = current_commune() and i.state = 'issued' and i.tax = r.tax and i.period_from = r.period_from and i.period_to = r.period_to group by x.party_id`;
/** Articles of a run: what each payer owes by its lines, less what was issued of the same days. A cancelling run has no lines and takes all back. */
export async function insertArticles(tx: Tx, run: string): Promise<void> {
  await tx.raw(`insert into assessment_article (commune_id, run_id, no, party_id, lines, amount)
    select current_commune(), cast(:run as bigint), (row_number() over (order by coalesce(l.party_id, p.party_id)))::integer, coalesce(l.party_id, p.party_id), coalesce(l.lines, 0), coalesce(l.amount, 0) - coalesce(p.amount, 0)
    from (select party_id, count(*)::integer as lines, sum(amount)::bigint as amount from assessment_line where commune_id = current_commune() and run_id = cast(:run as bigint) and reason is null group by party_id) l
      full join (${ISSUED}) p on p.party_id = l.party_id where coalesce(l.amount, 0) <> coalesce(p.amount, 0)`, { run });
}

/** Digests of what went in and of what came out, over every line and case; equal digests mean equal runs. */
export async function digests(tx: Tx, run: string): Promise<{ inputs: string; result: string }> {
  const sha = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
  const { rows: [d] } = await tx.raw(`with l as (select l.fact_id / 65536 as part, ${sha(`string_agg(l.fact_id || ':' || l.fact_version || ':' || l.case_no, ',' order by l.fact_id)`)} as i, ${sha(`string_agg(l.fact_id || ':' || l.amount || ':' || coalesce(l.reason, '') || ':' || coalesce(l.party_id, 0), ',' order by l.fact_id)`)} as r
      from assessment_line l where l.commune_id = current_commune() and l.run_id = cast(:run as bigint) group by 1),
    c as (select c.no / 1024 as part, ${sha(`string_agg(c.facts::text || c.before || coalesce(c.reason, ''), ',' order by c.no)`)} as i, ${sha(`string_agg(c.amount || c.lines::text, ',' order by c.no)`)} as r from assessment_case c where c.commune_id = current_commune() and c.run_id = cast(:run as bigint) group by 1),
    a as (select ${sha(`coalesce(string_agg(a.no || ':' || a.party_id || ':' || a.amount, ',' order by a.no), '')`)} as r from assessment_article a where a.commune_id = current_commune() and a.run_id = cast(:run as bigint))
    select ${sha(`coalesce((select string_agg(l.i, '' order by l.part) from l), '') || coalesce((select string_agg(c.i, '' order by c.part) from c), '')`)} as inputs,
      ${sha(`coalesce((select string_agg(l.r, '' order by l.part) from l), '') || coalesce((select string_agg(c.r, '' order by c.part) from c), '') || (select a.r from a)`)} as result`, { run }) as { rows: { inputs: string; result: string }[] };
  if (d === undefined) throw new Error('no digest');
  return d;
}
export async function figures(tx: Tx, run: string): Promise<RunFigures> {
  const { rows } = await tx.raw(`select l.reason, count(*)::integer as n, sum(l.amount)::text as amount from assessment_line l where l.commune_id = current_commune() and l.run_id = ? group by l.reason`, [run]) as { rows: { reason: string | null; n: number; amount: string }[] };
  const { rows: [a] } = await tx.raw(`select (select count(*)::integer from assessment_case c where c.commune_id = current_commune() and c.run_id = :run) as cases, count(*)::integer as articles, coalesce(sum(a.amount), 0)::text as total from assessment_article a where a.commune_id = current_commune() and a.run_id = :run`, { run }) as { rows: { cases: number; articles: number; total: string }[] };
  const done = rows.find((r) => r.reason === null), facts = rows.reduce((n, r) => n + r.n, 0);
  return { facts, assessed: done?.n ?? 0, waiting: facts - (done?.n ?? 0), total: done?.amount ?? '0', reasons: Object.fromEntries(rows.filter((r) => r.reason !== null).map((r) => [r.reason ?? '', r.n])), cases: a?.cases ?? 0, articles: a?.articles ?? 0, articlesTotal: a?.total ?? '0' };
}
/** Takes away what an unfinished or dropped run left. */
export async function clearRun(tx: Tx, run: string): Promise<void> {
  for (const table of ['assessment_article', 'assessment_line', 'assessment_case']) await tx.raw('delete from ?? where commune_id = current_commune() and run_id = ?', [table, run]);
}

export interface Started { tax: string; kind: 'first' | 'supplementary' | 'cancelling'; spec: Spec & { setName: string | null }; population: number | null; rules: readonly TaxRule[]; rulesHash: string; model: string; note: string | null; by: { id: string | null; name: string } }
export async function insertRun(tx: Tx, s: Started): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into assessment_run (commune_id, tax, kind, period_from, period_to, day, zone_set_id, zone_set, population, currency, model, rules, rules_hash, note, created_by, created_name)
    values (current_commune(), :tax, :kind, cast(:from as date), cast(:to as date), cast(:day as date), cast(:set as bigint), :setName, :population, :currency, :model, cast(:rules as jsonb), :hash, :note, :by, :name) returning id`, {
    tax: s.tax, kind: s.kind, from: s.spec.from, to: s.spec.to, day: s.spec.day, set: s.spec.set, setName: s.spec.setName, population: s.population, currency: s.spec.currency, model: s.model, rules: JSON.stringify(s.rules), hash: s.rulesHash, note: s.note, by: s.by.id, name: s.by.name }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the run was not written');
  return row.id;
}
export interface Proof { figures: RunFigures; inputs: string; result: string }
/** Articles, figures and digests of a run whose lines are all there. */
export async function proveRun(tx: Tx, run: string): Promise<Proof> {
  await insertArticles(tx, run);
  return { figures: await figures(tx, run), ...await digests(tx, run) };
}
/** The draft is there: from now on nothing of it changes. */
export async function closeRun(tx: Tx, run: string, { figures: sum, inputs, result }: Proof): Promise<void> {
  await tx.raw(`update assessment_run set state = 'draft', figures = cast(:figures as jsonb), inputs_hash = :inputs, result_hash = :result, version = version + 1 where commune_id = current_commune() and id = :run`, { run, figures: JSON.stringify(sum), inputs, result });
}
