import { createWriteStream, type WriteStream } from 'node:fs';
import { DIFFERENCES, SETTLEMENTS, texts, type DifferenceRow } from '@sommier/domain/reconciliation';
import { fill, type Day } from '@sommier/domain/shared';
import type { Read, Scope } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { communeFacts } from '../exports/index.ts';
import { reconciliationDifferences, reconciliationTotals } from '../reconciliation/index.ts';
import { readWords } from './facts.queries.ts';
import type { Issue, MadePaper, StatementSteps } from './statements.ts';
import type { Issued } from './proof.ts';
import { writeReconciliationPdf } from './reconciliation-pdf.ts';
import { writeReconciliationXlsx } from './reconciliation-xlsx.ts';
import { statementVoice } from './statement-voice.ts';

type Totals = Awaited<ReturnType<typeof reconciliationTotals>>;
type ReconciliationText = keyof (typeof texts)['fr'];
/** Lines of the summary: what is matched, then what only one side has; together they are the totals of both sides. */
export interface SumLine { key: 'matched' | 'missing_here' | 'missing_there' | 'no_number'; n: number; here: bigint; there: bigint }
/** A reconciliation about to be written: both sides, every difference, and which are still to settle. */
export interface ReconciliationPaper extends Issued {
  totals: Totals; rows: readonly DifferenceRow[]; sums: readonly SumLine[]; commune: string; day: Day; open: (d: DifferenceRow) => boolean;
  say: (key: ReconciliationText, params?: Record<string, unknown>) => string; kind: (kind: DifferenceRow['kind']) => string; settlement: (d: DifferenceRow) => string;
}

/** The lines of the summary; a gap is all of what one side has and the other has not. */
export function sumLines(t: Totals): SumLine[] {
  const of = (kind: SumLine['key']): { n: number; gap: bigint } => { const c = t.counts.find((x) => x.kind === kind); return { n: c?.count ?? 0, gap: BigInt(c?.gap ?? 0) }; };
  const one = (key: SumLine['key']): SumLine => { const { n, gap } = of(key); return { key, n, here: gap < 0n ? -gap : 0n, there: gap > 0n ? gap : 0n }; };
  return [{ key: 'matched', n: t.matched, here: BigInt(t.matchedHere), there: BigInt(t.matchedThere) }, one('missing_here'), one('missing_there'), one('no_number')];
}
const open = (d: DifferenceRow): boolean => d.settlement === null || d.lapsed;

async function ready(read: Read, issue: Issue): Promise<ReconciliationPaper> {
  const { commune, currency, words, totals, rows } = await read(async (tx) => {
    const { rows: [c] } = await tx.raw('select c.currency from commune c where c.id = current_commune()') as { rows: { currency: string }[] };
    return { commune: await communeFacts(tx), currency: c?.currency ?? 'EUR', words: await readWords(tx), totals: await reconciliationTotals(tx), rows: (await reconciliationDifferences(tx, {})).rows };
  });
  const all = texts[issue.language];
  const say: ReconciliationPaper['say'] = (key, params = {}) => fill(all[key], params);
  const kinds = all['reconciliation.kinds'].split('|'), settlements = all['reconciliation.settlements'].split('|');
  return {
    v: statementVoice(issue.language, currency, words), number: issue.number, code: issue.code, today: commune.today, version: words.version, day: issue.day, totals, rows, sums: sumLines(totals), open, say,
    commune: issue.language === 'ar' ? commune.name_ar ?? commune.name : commune.name, kind: (kind) => kinds[DIFFERENCES.indexOf(kind)] ?? kind,
    settlement: (d) => (d.lapsed ? all['reconciliation.lapsed'] : d.settlement === null ? '' : settlements[SETTLEMENTS.indexOf(d.settlement)] ?? d.settlement),
  };
}

/** Writes the reconciliation with the accountant's file to `path`: totals of both sides, every difference with how it was settled. Rejects when the signal aborts. */
export function makeReconciliation(deps: Deps, scope: Scope, issue: Issue, path: string, steps: StatementSteps): Promise<MadePaper> {
  return deps.db.inSnapshot(scope, async (read) => {
    const paper = await ready(read, issue);
    steps.signal?.throwIfAborted();
    const out: WriteStream = createWriteStream(path, { mode: 0o600 });
    const made = await (issue.format === 'pdf' ? writeReconciliationPdf : writeReconciliationXlsx)(paper, out, steps);
    if (!out.writableFinished) await new Promise<void>((done, fail) => { out.once('finish', done); out.once('error', fail); });
    const { totals, rows } = paper, left = rows.filter(open).length;
    const said = { here: totals.here, there: totals.there, matched: totals.matched, differences: rows.length, open: left, settled: rows.length - left };
    return { ...made, rows: rows.length, totals: said, said: { ...said, counts: totals.counts } };
  });
}
