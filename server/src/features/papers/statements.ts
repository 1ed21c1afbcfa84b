import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Tallying, type Durations, type Entry, type IssuedKind, type StatementFormat, type StatementKind, type StatementSummary } from '@sommier/domain/papers';
import { AppError, type Day, type Language } from '@sommier/domain/shared';
import type { Read, Scope, Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { communeFacts, type CommuneFacts } from '../exports/index.ts';
import { readWords, type Words } from './facts.queries.ts';
import type { Issued } from './proof.ts';
import { registerAt, type RegisterAt } from './register-at.ts';
import { linesOf, readDurations, registerRows, type Line } from './statement.queries.ts';
import { writePdf } from './statement-pdf.ts';
import { statementVoice } from './statement-voice.ts';
import { writeXlsx } from './statement-xlsx.ts';

const SLICE = 200;
export interface StatementSteps { progress: (done: number, total: number, stage: string) => void; signal?: AbortSignal }
/** A statement about to be written: what it comes to, and its lines in their order, read a slice at a time. */
export interface Statement extends Issued {
  summary: StatementSummary; commune: string; durations: Durations;
  lines: () => AsyncGenerator<{ line: Line; entry: Entry }[]>;
}

interface Ground { commune: CommuneFacts & { currency: string }; words: Words; at: RegisterAt; day: Day; durations: Durations }
/** What a statement of a day rests on. Throws `rule_refused` for a day to come. */
async function groundOf(tx: Tx, wanted: Day | undefined): Promise<Ground> {
  const commune = await communeFacts(tx);
  const day = wanted ?? commune.today;
  if (day > commune.today) throw new AppError('rule_refused', 'a day to come', { reason: 'papers.statement.future', day });
  const { rows: [c] } = await tx.raw('select c.currency from commune c where c.id = current_commune()') as { rows: { currency: string }[] };
  return { commune: { ...commune, currency: c?.currency ?? 'EUR' }, words: await readWords(tx), at: await registerAt(tx, day), day, durations: Object.fromEntries((await readDurations(tx)).map((d) => [d.account, d.years])) };
}
async function tallyOf(read: Read, kind: StatementKind, g: Ground, signal?: AbortSignal): Promise<{ entries: Entry[]; summary: StatementSummary }> {
  const tallying = new Tallying(kind, g.day, g.durations);
  for await (const rows of registerRows(read, g.at, signal)) for (const row of rows) tallying.add(row);
  const { entries, summary } = tallying.finish();
  return { entries, summary: { kind, day: g.day, version: g.words.version, currency: g.commune.currency, ...summary } };
}

/** What a paper of that day would say in sum: the screen's figures, made by the code that writes the paper. */
export const summarise = (deps: Deps, scope: Scope, kind: StatementKind, day: Day | undefined): Promise<StatementSummary> => deps.db.inSnapshot(scope, async (read) => {
  const ground = await read((tx) => groundOf(tx, day));
  return (await tallyOf(read, kind, ground)).summary;
});

export interface Issue { kind: IssuedKind; day: Day; language: Language; format: StatementFormat; number: string; code: string }
/** A paper written: its file, the totals kept with it, and what the command says of it. */
export interface MadePaper { totals: object; said: object; rows: number; pages: number | null; bytes: number; sha256: string }
/**
 * Writes a statutory paper to `path`. All of it is of one moment where the engine can hold one; memory holds one slice of lines, and for a PDF its pages.
 * Throws `rule_refused` when nothing was held or the register moved meanwhile; rejects when the signal aborts.
 */
export function makeStatement(deps: Deps, scope: Scope, issue: Issue & { kind: StatementKind }, path: string, steps: StatementSteps): Promise<MadePaper> {
  return deps.db.inSnapshot(scope, async (read) => {
    const ground = await read((tx) => groundOf(tx, issue.day));
    const { entries, summary } = await tallyOf(read, issue.kind, ground, steps.signal);
    if (summary.register === 0) throw new AppError('rule_refused', 'no property', { reason: 'papers.statement.nothing' });
    const { commune } = ground;
    async function* lines(): AsyncGenerator<{ line: Line; entry: Entry }[]> {
      for (let i = 0; i < entries.length; i += SLICE) {
        steps.signal?.throwIfAborted();
        const slice = entries.slice(i, i + SLICE);
        const found = new Map((await read((tx) => linesOf(tx, ground.at, slice.map((e) => e.id)))).map((l) => [l.id, l]));
        yield slice.flatMap((entry) => { const line = found.get(entry.id); return line === undefined ? [] : [{ line, entry }]; });
        steps.progress(Math.min(i + SLICE, entries.length), entries.length, 'lines');
      }
    }
    const st: Statement = {
      v: statementVoice(issue.language, commune.currency, ground.words), summary, number: issue.number, code: issue.code, today: commune.today, version: ground.words.version, durations: ground.durations, lines,
      commune: issue.language === 'ar' ? commune.name_ar ?? commune.name : commune.name,
    };
    const out = createWriteStream(path, { mode: 0o600 });
    const made = await (issue.format === 'pdf' ? writePdf : writeXlsx)(st, out);
    if (!out.writableFinished) await new Promise<void>((done, fail) => { out.once('finish', done); out.once('error', fail); });
    // Where the engine cannot hold a moment still, a property may have gone while the paper was written: it would not add up.
    if (made.rows !== entries.length) throw new AppError('conflict', 'the register moved', { reason: 'papers.statement.moved' });
    const { register, listed, left, parts, total, missing, checks } = summary;
    return { ...made, totals: total, said: { register, listed, left, parts, total, missing, checks } };
  });
}

/** Where issued papers are kept, by their hash: for good, and in every archive. */
export const keptPath = async (deps: Deps, commune: number, sha256: string): Promise<string> => join(await deps.files.folder('issued', String(commune)), sha256);
export const keepFile = async (deps: Deps, commune: number, sha256: string, path: string): Promise<void> => rename(path, await keptPath(deps, commune, sha256));
