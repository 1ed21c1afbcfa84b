import { stat } from 'node:fs/promises';
import type { Router } from 'express';
import { getDurations, issuedFile, issueStatement, listIssued, readCode, setDurations, summariseStatement, verifyPaper } from '@sommier/domain/papers';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { todayOf } from '../assets/index.ts';
import { sender } from '../exports/index.ts';
import { cutOff } from './issue-paper.ts';
import { mediaOf, STATEMENT_KIND } from './statement.jobs.ts';
import { readDurations, readIssued, readOneIssued } from './statement.queries.ts';
import { reservePaper, tiePaper, writeDurations } from './statement.store.ts';
import { keptPath, summarise } from './statements.ts';
import { verifyOne } from './verify.queries.ts';

/** Statutory papers: their figures on the screen, their issue as a job, the list with the files, and the check of one somebody holds. */
export function statementRoutes(r: Router, deps: Deps): void {
  mount(r, deps, summariseStatement, ({ query }, { commune, person }) => summarise(deps, { commune: commune.id, person: person.id }, query.kind, query.day), { ownTransactions: true });
  mount(r, deps, issueStatement, async ({ body }, { tx, commune, person, record }) => {
    const today = await todayOf(tx), day = cutOff(body.kind, body.day, today);
    const paper = await reservePaper(tx, { kind: body.kind, day, language: body.language, format: body.format, year: Number(today.slice(0, 4)), person: person.id });
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: STATEMENT_KIND, person: person.id, payload: { paper: paper.id, kind: body.kind, day, language: body.language, format: body.format, number: paper.number, code: paper.code } });
    await tiePaper(tx, paper.id, job);
    record(`paper:${paper.id}`, { kind: body.kind, number: paper.number, day, language: body.language, format: body.format, job });
    return { job, paper: paper.id, number: paper.number };
  });
  mount(r, deps, listIssued, ({ query }, { tx }) => readIssued(tx, query));
  mount(r, deps, issuedFile, async ({ params }, { tx, commune }) => {
    const paper = await readOneIssued(tx, params.id);
    if (paper === undefined) throw new AppError('not_found', 'No such paper');
    if (paper.state === 'making') throw new AppError('not_ready', 'Still at work', { reason: 'exports.running', retryAfter: 2 });
    if (paper.sha256 === null) throw new AppError('gone', 'Never finished', { reason: 'papers.statement.void' });
    const path = await keptPath(deps, commune.id, paper.sha256), file = await stat(path).catch(() => undefined);
    if (file === undefined) throw new AppError('gone', 'The file is not where it was kept', { reason: 'papers.statement.lost' });
    return sender(path, { file: paper.sha256, name: `${paper.number}.${paper.format}`, media: mediaOf(paper.format), bytes: file.size, expires: '' });
  });
  mount(r, deps, getDurations, async (_in, { tx }) => ({ rows: await readDurations(tx) as never }));
  mount(r, deps, setDurations, async ({ body }, { tx, commune, record }) => {
    await writeDurations(tx, body.rows);
    record(`commune:${String(commune.id)}`, { rows: body.rows });
    return { rows: await readDurations(tx) as never };
  });
  // A code that cannot be one answers like one that is not known: nothing is learned by trying.
  mount(r, deps, verifyPaper, async ({ body }, { tx }) => {
    const code = body.code === undefined ? null : readCode(body.code);
    const paper = code === null && body.sha256 === undefined ? null : await verifyOne(tx, code, body.sha256?.toLowerCase() ?? null);
    return { found: paper !== null, paper };
  });
}
