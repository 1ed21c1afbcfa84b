import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/collection';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { readJob } from '../../platform/jobs/index.ts';
import { today } from '../ledger/index.ts';
import { keptPath } from '../papers/index.ts';
import { decideAppeal, fileAppeal } from './appeal.store.ts';
import { countArticles, issuedRun } from './batch.queries.ts';
import { findClaims } from './claims.queries.ts';
import { closeFile, reopenFile } from './close.store.ts';
import { BATCH_KIND } from './collection.jobs.ts';
import { readFile, storedFile } from './files.queries.ts';
import { proposeOffice, signOffice } from './office.store.ts';
import { readPaper } from './papers.store.ts';
import { rollRoutes } from './roll.routes.ts';
import { readDelays } from './rules.store.ts';
import { allowStep, insertStep, openClaim, refuse, ruleDetail } from './steps.store.ts';
import { writeLetter } from './write-letter.ts';

const by = (ctx: CommuneContext) => ({ id: ctx.person.id, name: ctx.person.name });
const personal = (ctx: CommuneContext): boolean => can(ctx.role, 'personal.read');
const sheet = (ctx: CommuneContext, id: string) => readFile(ctx.tx, id, personal(ctx));

async function sendKept(deps: Deps, commune: number, sha256: string, name: string): Promise<(res: Response) => Promise<void>> {
  const path = await keptPath(deps, commune, sha256);
  if (!await stat(path).catch(() => undefined)) throw new AppError('gone', 'The file is not where it was kept', { reason: 'papers.statement.lost' });
  return async (res) => {
    res.setHeader('Content-Type', 'application/pdf');
    res.setHeader('Content-Disposition', `attachment; filename="${name}.pdf"`);
    res.setHeader('Cache-Control', 'private, no-store');
    await pipeline(createReadStream(path), res).catch((fault: unknown) => { if (!res.destroyed) throw fault; });
  };
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.findClaims, async ({ body }, ctx) => ({ ...await findClaims(ctx.tx, body, personal(ctx)), page: body.page, size: body.size }));
  mount(r, deps, contract.openClaim, async ({ params }, ctx) => {
    const { id, opened } = await openClaim(ctx.tx, params.id, by(ctx));
    ctx.record(`collection:${id}`, { due: params.id, opened });
    return sheet(ctx, id);
  });
  mount(r, deps, contract.getFile, ({ params }, ctx) => sheet(ctx, params.id));
  mount(r, deps, contract.takeStep, async ({ params, body }, ctx) => {
    const { file, rule, day } = await allowStep(ctx.tx, params.id, body.kind, ctx.language);
    if (file.party === null) throw refuse('no_taxpayer');
    const detail = ruleDetail(rule);
    // What the letter grants is the delay of the step that would follow it.
    const step = await insertStep(ctx.tx, { file: file.id, kind: body.kind, on: day, note: body.note, detail }, by(ctx));
    const { number, sha256 } = await writeLetter(deps, ctx.tx, ctx.commune.id, file, { kind: body.kind, step, language: body.language, detail: await granted(ctx, file.kind, body.kind, detail), note: body.note }, by(ctx));
    ctx.record(`collection:${file.id}`, { kind: body.kind, file: file.number, number, sha256, basis: rule === null ? null : `${rule.law} ${rule.article ?? ''}` });
    return sheet(ctx, file.id);
  });
  mount(r, deps, contract.serveStep, async ({ params, body }, ctx) => {
    const file = await storedFile(ctx.tx, params.id, true);
    const step = (await sheet(ctx, params.id)).steps.find((s) => s.id === body.stepId && (contract.LETTERS as readonly string[]).includes(s.kind));
    if (step === undefined) throw new AppError('not_found', 'No such letter');
    if (step.servedOn !== null) throw refuse('served_already');
    if (body.on > await today(ctx.tx)) throw refuse('day_to_come', { day: body.on });
    if (body.on < step.on) throw refuse('before_step', { day: step.on });
    await insertStep(ctx.tx, { file: file.id, kind: 'served', on: body.on, ofStep: step.id, detail: { how: body.how } }, by(ctx));
    ctx.record(`collection:${file.id}`, { step: step.kind, on: body.on, how: body.how });
    return sheet(ctx, file.id);
  });
  mount(r, deps, contract.fileAppeal, async ({ params, body }, ctx) => {
    const step = await fileAppeal(ctx.tx, params.id, body, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { step, filed_on: body.filedOn, contested: body.contested ?? null });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.decideAppeal, async ({ params, body }, ctx) => {
    const { file, amount } = await decideAppeal(deps, ctx.tx, ctx.commune.id, params.id, body, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { file: file.number, outcome: body.outcome, amount });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.proposeOffice, async ({ params, body }, ctx) => {
    const { step, amount } = await proposeOffice(deps, ctx.tx, ctx.commune, params.id, body, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { step, amount });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.signOffice, async ({ params, body }, ctx) => {
    const { due, amount } = await signOffice(deps, ctx.tx, ctx.commune.id, params.id, body, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { due, amount });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.closeFile, async ({ params, body }, ctx) => {
    const { writtenOff } = await closeFile(ctx.tx, params.id, body, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { outcome: body.outcome, written_off: writtenOff });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.reopenFile, async ({ params, body }, ctx) => {
    await reopenFile(ctx.tx, params.id, body.note, ctx.language, by(ctx));
    ctx.record(`collection:${params.id}`, { note: body.note });
    return sheet(ctx, params.id);
  });
  mount(r, deps, contract.collectionPaper, async ({ params }, ctx) => {
    const paper = await readPaper(ctx.tx, params.id);
    if (paper === undefined) throw new AppError('not_found', 'No such paper');
    return sendKept(deps, ctx.commune.id, paper.sha256, paper.number);
  });
  mount(r, deps, contract.noticeBatch, async ({ body }, ctx) => {
    await issuedRun(ctx.tx, body.run);
    const notices = await countArticles(ctx.tx, body.run);
    if (notices === 0) throw refuse('batch_empty');
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: BATCH_KIND, person: ctx.person.id, payload: { request: body, name: ctx.person.name }, lane: 'collection' });
    ctx.record(`job:${job}`, { run: body.run, notices, language: body.language });
    return { job, notices };
  });
  mount(r, deps, contract.noticeBatchFile, async ({ params }, ctx) => {
    const job = await readJob(ctx.tx, ctx.commune.id, params.id);
    if (job?.kind !== BATCH_KIND) throw new AppError('not_found', 'No such batch');
    if (job.state === 'queued' || job.state === 'running') throw new AppError('not_ready', 'Still at work', { reason: 'exports.running', retryAfter: 2 });
    if (job.state !== 'done') throw new AppError('gone', 'Never finished', { reason: 'papers.statement.void' });
    const { file, run } = job.result as { file: string; run: string };
    return sendKept(deps, ctx.commune.id, file, `AI-R${run}`);
  });
  rollRoutes(r, deps);
  return r;
}

/** The delay a letter names: that of the step which may follow it. */
async function granted(ctx: CommuneContext, kind: contract.FileKind, letter: string, detail: contract.StepDetail): Promise<contract.StepDetail> {
  if (letter !== 'formal_notice') return detail;
  const next = contract.delayFor(await readDelays(ctx.tx), kind, kind === 'claim' ? 'enforcement' : 'office_proposal', await today(ctx.tx));
  return next === undefined ? detail : { ...detail, days: next.days };
}
