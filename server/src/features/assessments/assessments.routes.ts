import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/assessments';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { today } from '../ledger/index.ts';
import { publishedRules } from '../rules/index.ts';
import { RUN_KIND } from './assessments.jobs.ts';
import { keepCheck, recompute } from './check.ts';
import { preview, simulate } from './groups.ts';
import { cancelling, drop, held, issue, review } from './issue.store.ts';
import { specFor } from './prepare.ts';
import { printSimulation } from './paper.ts';
import { readArticles, readLines, readRun, readRuns } from './runs.queries.ts';
import { beginRun, rulesFor } from './start.ts';
import { confirmZone } from './zone.store.ts';

const by = (ctx: CommuneContext) => ({ id: ctx.person.id, name: ctx.person.name });
async function found(ctx: CommuneContext, id: string): Promise<contract.AssessmentRun> {
  const run = await readRun(ctx.tx, id);
  if (run === undefined) throw new AppError('not_found', `No run ${id}`);
  return run;
}
async function simulated(ctx: CommuneContext, asked: contract.SimulationAsked): Promise<contract.Simulation> {
  const present = await publishedRules(ctx.tx, asked.tax);
  return simulate(ctx.tx, await specFor(ctx.tx, [...present, ...asked.proposed], asked, await today(ctx.tx), ctx.commune.currency, true), present, asked);
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listRuns, async ({ query }, { tx }) => ({ ...await readRuns(tx, query), page: query.page, size: query.size }));
  mount(r, deps, contract.startRun, async ({ body }, ctx) => {
    const run = await beginRun(ctx.tx, body, ctx.commune.currency, by(ctx));
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: RUN_KIND, payload: { run }, person: ctx.person.id, lane: 'assess' });
    await ctx.tx.raw('update assessment_run set job_id = ? where commune_id = current_commune() and id = ?', [job, run]);
    ctx.record(`assessment:${run}`, { tax: body.tax, from: body.from, to: body.to, supplementary: body.supplementary });
    return { run, job };
  });
  mount(r, deps, contract.previewRun, async ({ body }, { tx, commune }) => {
    const rules = await rulesFor(tx, body.tax);
    return preview(tx, await specFor(tx, rules, body, await today(tx), commune.currency), rules, body.tax, body.population ?? null);
  });
  mount(r, deps, contract.simulateTax, async ({ body }, ctx) => simulated(ctx, body));
  mount(r, deps, contract.printSimulation, async ({ body }, ctx) => {
    const bytes = await printSimulation(ctx.tx, await simulated(ctx, body.asked), body.language, ctx.commune);
    return (res: Response) => {
      res.setHeader('Content-Type', 'application/pdf');
      res.setHeader('Content-Disposition', `attachment; filename="simulation-${body.asked.tax.replace(/[^A-Za-z0-9-]/g, '-')}.pdf"`);
      res.setHeader('Cache-Control', 'private, no-store');
      res.end(bytes);
    };
  });
  mount(r, deps, contract.confirmZone, async ({ params, body }, ctx) => {
    const zone = await confirmZone(ctx.tx, params.unit, body.zoneId, body.note, ctx.person.id);
    ctx.record(`activity_unit:${params.unit}`, { zone: body.zoneId, note: body.note });
    return { unit: params.unit, zoneId: body.zoneId, zone };
  });
  mount(r, deps, contract.getRun, async ({ params }, ctx) => found(ctx, params.id));
  mount(r, deps, contract.listLines, async ({ params, query }, ctx) => {
    await found(ctx, params.id);
    return { ...await readLines(ctx.tx, params.id, query, can(ctx.role, 'personal.read'), ctx.language), page: query.page, size: query.size };
  });
  mount(r, deps, contract.listArticles, async ({ params, query }, ctx) => {
    await found(ctx, params.id);
    return { ...await readArticles(ctx.tx, params.id, query, can(ctx.role, 'personal.read')), page: query.page, size: query.size };
  });
  mount(r, deps, contract.reviewRun, async ({ params, body }, ctx) => {
    await review(ctx.tx, params.id, by(ctx), body.note);
    const run = await found(ctx, params.id);
    ctx.record(`assessment:${params.id}`, { result: run.resultHash });
    return run;
  });
  mount(r, deps, contract.issueRun, async ({ params, body }, ctx) => {
    const { run, articles, offset } = await issue(ctx.tx, params.id, by(ctx), body.dueOn);
    ctx.record(`assessment:${params.id}`, { tax: run.tax, articles, total: run.figures?.articlesTotal, rules: run.rulesHash, inputs: run.inputsHash, result: run.resultHash, ...(offset.length === 0 ? {} : { offset }) });
    return run;
  });
  mount(r, deps, contract.dropRun, async ({ params, body }, ctx) => {
    await drop(ctx.tx, params.id, body.reason);
    ctx.record(`assessment:${params.id}`, { reason: body.reason });
    return found(ctx, params.id);
  });
  mount(r, deps, contract.cancelIssued, async ({ params, body }, ctx) => {
    const made = await cancelling(ctx.tx, params.id, body.reason, by(ctx));
    ctx.record(`assessment:${made}`, { cancels: params.id, reason: body.reason });
    return found(ctx, made);
  });
  mount(r, deps, contract.checkRun, async ({ params }, ctx) => {
    await held(ctx.tx, params.id, ['draft', 'reviewed', 'issued']);
    const check = await recompute(ctx.tx, params.id, new Date().toISOString());
    await keepCheck(ctx.tx, params.id, check);
    ctx.record(`assessment:${params.id}`, { ok: check.ok, changed: check.changed, ...(check.ok ? {} : { fault: check.faults[0]?.what }) });
    return found(ctx, params.id);
  });
  return r;
}
