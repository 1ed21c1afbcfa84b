import type { AssessmentArticle, AssessmentLine, AssessmentRun, RunCheck, RunFigures, RunKind, RunState } from '@sommier/domain/assessments';
import { message } from '@sommier/domain/messages';
import type { PartyKind } from '@sommier/domain/parties';
import type { Language } from '@sommier/domain/shared';
import type { TaxLine, TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';

interface Raw {
  id: string; tax: string; kind: RunKind; state: RunState; period_from: string; period_to: string; day: string; zone_set: string | null; zone_set_id: string | null; population: number | null; currency: string; model: string; figures: RunFigures | null; rules_hash: string; inputs_hash: string | null; result_hash: string | null;
  due_on: string | null; job_id: string | null; note: string | null; created_by: string | null; created_name: string; created_at: string; reviewed_by: string | null; reviewed_name: string | null; reviewed_at: string | null; issued_by: string | null; issued_name: string | null; issued_at: string | null; checked: RunCheck | null; version: number;
}
const by = (id: string | null, name: string | null, at: string | null) => (name === null || at === null ? null : { id, name, at });
const fromRow = (r: Raw): AssessmentRun => ({
  id: r.id, tax: r.tax, kind: r.kind, state: r.state, from: r.period_from, to: r.period_to, day: r.day, zoneSet: r.zone_set, population: r.population, currency: r.currency, model: r.model, figures: r.figures, rulesHash: r.rules_hash, inputsHash: r.inputs_hash, resultHash: r.result_hash,
  dueOn: r.due_on, job: r.job_id, note: r.note, created: { id: r.created_by, name: r.created_name, at: r.created_at }, reviewed: by(r.reviewed_by, r.reviewed_name, r.reviewed_at), issued: by(r.issued_by, r.issued_name, r.issued_at), check: r.checked, version: r.version,
});
const at = (column: string): string => `to_json(r.${column})#>>'{}' as ${column}`;
// A run whose job ended without it is dropped, whoever looks first.
const RUNS = `select r.id, r.tax, r.kind, case when r.state = 'computing' and j.state in ('failed','cancelled','interrupted') then 'dropped' else r.state end as state, r.period_from, r.period_to, r.day, r.zone_set, r.zone_set_id, r.population, r.currency, r.model, r.figures, r.rules_hash, r.inputs_hash, r.result_hash,
    r.due_on, r.job_id, r.note, r.created_by, r.created_name, ${at('created_at')}, r.reviewed_by, r.reviewed_name, ${at('reviewed_at')}, r.issued_by, r.issued_name, ${at('issued_at')}, r.checked, r.version
  from assessment_run r left join job j on j.commune_id = r.commune_id and j.id = r.job_id where r.commune_id = current_commune()`;

export async function readRuns(tx: Tx, f: { tax?: string | undefined; state?: RunState | undefined; page: number; size: number }): Promise<{ total: number; rows: AssessmentRun[] }> {
  const { rows } = await tx.raw(`select *, count(*) over ()::integer as total from (${RUNS}) x where (cast(:tax as text) is null or x.tax = :tax) and (cast(:state as text) is null or x.state = :state) order by x.id desc limit :size offset :skip`,
    { tax: f.tax ?? null, state: f.state ?? null, size: f.size, skip: (f.page - 1) * f.size }) as { rows: (Raw & { total: number })[] };
  return { total: rows[0]?.total ?? 0, rows: rows.map(fromRow) };
}
export async function readRun(tx: Tx, id: string): Promise<AssessmentRun | undefined> {
  const { rows: [row] } = await tx.raw(`${RUNS} and r.id = ?`, [id]) as { rows: Raw[] };
  return row === undefined ? undefined : fromRow(row);
}
/** What a run froze: its rules, the set of its zones. */
export async function frozen(tx: Tx, id: string): Promise<{ rules: TaxRule[]; zoneSetId: string | null }> {
  const { rows: [row] } = await tx.raw('select r.rules, r.zone_set_id as "zoneSetId" from assessment_run r where r.commune_id = current_commune() and r.id = ?', [id]) as { rows: { rules: TaxRule[]; zoneSetId: string | null }[] };
  return row ?? { rules: [], zoneSetId: null };
}

/** Whether a natural person's name may be read. */
const NAME = `case when y.kind = 'legal' or cast(:personal as boolean) then y.name end`;
export interface LineFilter { reason?: string | undefined; waiting?: 'yes' | 'no' | undefined; party?: string | undefined; page: number; size: number }
export async function readLines(tx: Tx, run: string, f: LineFilter, personal: boolean, language: Language): Promise<{ total: number; rows: AssessmentLine[] }> {
  const where = `l.commune_id = current_commune() and l.run_id = cast(:run as bigint)${f.reason === undefined ? '' : ' and l.reason = :reason'}${f.waiting === undefined ? '' : ` and l.reason is ${f.waiting === 'yes' ? 'not null' : 'null'}`}${f.party === undefined ? '' : ' and l.party_id = cast(:party as bigint)'}`;
  const bind = { run, ...(f.reason === undefined ? {} : { reason: f.reason }), ...(f.party === undefined ? {} : { party: f.party }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from assessment_line l where ${where}`, bind) as { rows: { total: number }[] };
  const { rows } = await tx.raw(`select l.fact_id as "factId", l.fact_version as "factVersion", a.kind, a.period_from as "from", a.period_to as "to", a.lodging_class as class, a.unit_id as "unitId", u.name as unit, a.platform, l.party_id as "partyId", ${NAME} as party, l.zone, c.certainty, l.amount::text as amount, l.reason, c.lines
    from (select l.* from assessment_line l where ${where} order by l.fact_id limit :size offset :skip) l join assessment_case c on c.commune_id = l.commune_id and c.run_id = l.run_id and c.no = l.case_no
      left join activity_fact a on a.commune_id = l.commune_id and a.id = l.fact_id left join activity_unit u on u.commune_id = l.commune_id and u.id = a.unit_id left join party y on y.commune_id = l.commune_id and y.id = l.party_id order by l.fact_id`,
  { ...bind, personal, size: f.size, skip: (f.page - 1) * f.size }) as { rows: (Omit<AssessmentLine, 'reasonText' | 'lines'> & { lines: TaxLine[] })[] };
  return { total: n?.total ?? 0, rows: rows.map((r) => ({ ...r, reasonText: r.reason === null ? null : whyText(r.reason, language) })) };
}
/** Why a line waits, in words. */
export const whyText = (reason: string, language: Language): string => message(language, `assess.${reason}`) ?? message(language, `tax.${reason}`, { field: '', rules: '' }) ?? reason;

export async function readArticles(tx: Tx, run: string, f: { page: number; size: number }, personal: boolean): Promise<{ total: number; rows: AssessmentArticle[] }> {
  const { rows } = await tx.raw(`select a.no, a.party_id as "partyId", ${NAME} as party, a.lines, a.amount::text as amount, a.due_id as "dueId", count(*) over ()::integer as total from assessment_article a join party y on y.commune_id = a.commune_id and y.id = a.party_id
    where a.commune_id = current_commune() and a.run_id = cast(:run as bigint) order by a.no limit :size offset :skip`, { run, personal, size: f.size, skip: (f.page - 1) * f.size }) as { rows: (AssessmentArticle & { total: number; kind?: PartyKind })[] };
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _t, ...r }) => r) };
}
