import { delayFor, isSuspended, nextSteps, paymentReference, type CollectionPaper, type CollectionStep, type DelayRule, type FileKind, type FileRead, type FileSheet, type StepDetail, type StepKind, type StepRead } from '@sommier/domain/collection';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import { AppError } from '@sommier/domain/shared';
import type { TaxLine } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { today } from '../ledger/index.ts';
import { CLAIM_MONEY, CLAIM_SUMS } from './claims.sql.ts';
import { PAPER_OF_STEP } from './papers.store.ts';
import { readDelays } from './rules.store.ts';

type Rows<T> = { rows: T[] };
export interface StoredFile {
  id: string; kind: FileKind; number: string; party: string | null; party_kind: PartyKind | null; name: string | null; account: string | null; tax: string; from: string; to: string; run: string | null; due: string | null; due_on: string | null; unit: string | null; label: string | null;
  evidence: FileSheet['evidence']; found_nights: number | null; found_minor: string | null; cost_minor: string; outcome: FileSheet['outcome']; opened_name: string; opened_at: string; assessed: string | null; corrected: string | null; penalties: string | null; paid: string | null; open: string | null;
}
const FILE = `select f.id, f.kind, f.number, y.id as party, y.kind as party_kind, y.name, coalesce(d.account_id, (select a.id from ledger_account a where a.commune_id = f.commune_id and a.kind = 'payer' and a.occupation_id is null and a.party_id = f.party_id)) as account, f.tax, f.period_from as "from", f.period_to as "to", f.run_id as run, f.due_id as due, d.due_on,
    f.unit_id as unit, f.label, f.evidence, f.found_nights, f.found_minor::text as found_minor, f.cost_minor::text as cost_minor, f.outcome, f.opened_name, to_json(f.opened_at)#>>'{}' as opened_at, m.*
  from collection_file f left join party g on g.commune_id = f.commune_id and g.id = f.party_id left join party y on y.commune_id = g.commune_id and y.id = coalesce(g.merged_into, g.id) left join ledger_due d on d.commune_id = f.commune_id and d.id = f.due_id
    left join lateral (select ${CLAIM_SUMS} from (select d.*) d ${CLAIM_MONEY}) m on d.id is not null where f.commune_id = current_commune()`;
export async function storedFile(tx: Tx, id: string, lock = false): Promise<StoredFile> {
  if (lock) await tx.raw('select 1 from collection_file where commune_id = current_commune() and id = ? for update', [id]);
  const { rows: [file] } = await tx.raw(`${FILE} and f.id = ?`, [id]) as Rows<StoredFile>;
  if (file === undefined) throw new AppError('not_found', `No file ${id}`);
  return file;
}

type StoredStep = { id: string; kind: StepKind; on: string; of_step: string | null; note: string | null; detail: StepDetail; signed_name: string; signed_at: string; paper: CollectionPaper | null };
/** Steps of a file in the order they were taken, receptions folded into what was received. */
export async function stepsOf(tx: Tx, file: string): Promise<CollectionStep[]> {
  const { rows } = await tx.raw(`select s.id, s.kind, s.on_day as "on", s.of_step, s.note, s.detail, s.signed_name, to_json(s.signed_at)#>>'{}' as signed_at, ${PAPER_OF_STEP} as paper
    from collection_step s where s.commune_id = current_commune() and s.file_id = ? order by s.id`, [file]) as Rows<StoredStep>;
  const served = new Map(rows.filter((r) => r.kind === 'served').map((r) => [r.of_step, r.on]));
  return rows.map((r) => ({ id: r.id, kind: r.kind, on: r.on, servedOn: served.get(r.id) ?? null, ofStep: r.of_step, note: r.note, detail: r.detail, signedBy: r.signed_name, signedAt: r.signed_at, paper: r.paper }));
}
export const readOf = (s: CollectionStep): StepRead => ({ id: s.id, kind: s.kind, onDay: s.on, servedOn: s.servedOn, ofStep: s.ofStep, suspends: s.detail.suspends === true });
/** A file as the procedure reads it. */
export const fileRead = (file: StoredFile, steps: readonly CollectionStep[]): FileRead => ({ kind: file.kind, open: file.open === null ? null : BigInt(file.open), dueOn: file.due_on, steps: steps.map(readOf) });

/** What a taxpayer owes of a run, case by case: facts alike owe the same, so one line stands for all of them. */
export async function caseLines(tx: Tx, run: string, parties: readonly string[]): Promise<Map<string, { n: number; line: TaxLine }[]>> {
  const { rows } = await tx.raw(`select l.party_id as party, l.case_no, count(*)::integer as n, c.lines from assessment_line l join assessment_case c on c.commune_id = l.commune_id and c.run_id = l.run_id and c.no = l.case_no
    where l.commune_id = current_commune() and l.run_id = cast(:run as bigint) and l.reason is null and l.party_id = any (cast(:parties as bigint[])) group by l.party_id, l.case_no, c.lines order by l.party_id, l.case_no`, { run, parties: `{${parties.join(',')}}` }) as Rows<{ party: string; n: number; lines: TaxLine[] }>;
  const found = new Map<string, { n: number; line: TaxLine }[]>();
  for (const r of rows) { const list = found.get(r.party) ?? []; list.push(...r.lines.map((line) => ({ n: r.n, line }))); found.set(r.party, list); }
  return found;
}

/** The sheet of a file on today: figures, steps, and what may come next with its delay. */
export async function readFile(tx: Tx, id: string, personal: boolean): Promise<FileSheet> {
  const file = await storedFile(tx, id), steps = await stepsOf(tx, id), rules = await readDelays(tx), day = await today(tx), read = fileRead(file, steps);
  const office = steps.findLast((s) => s.kind === 'office_assessment' || s.kind === 'office_proposal')?.detail.lines;
  const lines = office ?? (file.run === null || file.party === null ? [] : (await caseLines(tx, file.run, [file.party])).get(file.party)?.slice(0, 200).map(({ n, line }) => ({ ...line, amount: String(BigInt(line.amount) * BigInt(n)), notes: [...line.notes, ...(n > 1 ? [`× ${String(n)}`] : [])] })) ?? []);
  return {
    id: file.id, kind: file.kind, number: file.number, partyId: file.party, party: file.name === null || file.party_kind === null ? null : shownName(file.party_kind, file.name, personal), accountId: file.account, tax: file.tax, from: file.from, to: file.to, runId: file.run, dueId: file.due, dueOn: file.due_on, unitId: file.unit, label: file.label,
    evidence: file.evidence, foundNights: file.found_nights, foundMinor: file.found_minor, costMinor: file.cost_minor, outcome: file.outcome, openedBy: file.opened_name, openedAt: file.opened_at, assessed: file.assessed ?? '0', corrected: file.corrected ?? '0', penalties: file.penalties ?? '0', paid: file.paid ?? '0', open: file.open ?? '0',
    suspended: isSuspended(read.steps), day, steps, reference: paymentReference(file.number), lines,
    next: nextSteps(read, rules, day).map(({ kind, verdict }) => (verdict.ok ? { kind, ok: true, reason: null, day: null, rule: verdict.rule } : { kind, ok: false, reason: verdict.reason, day: verdict.day, rule: verdict.rule })),
  };
}
/** The delay of an appeal against a file's assessment, as it stands on a day. */
export const appealRule = (rules: readonly DelayRule[], kind: FileKind, day: string): DelayRule | undefined => delayFor(rules, kind, 'appeal', day);
