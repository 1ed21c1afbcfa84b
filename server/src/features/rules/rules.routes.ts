import { Router } from 'express';
import { AppError } from '@sommier/domain/shared';
import * as contract from '@sommier/domain/rules';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { today } from '../ledger/index.ts';
import { tryTax } from './bench.ts';
import { publish } from './publish.ts';
import { readExamples, readRule, readRules, readTaxes } from './rules.queries.ts';
import { closeVersion, deleteDraft, deleteExample, insertDraft, insertExample, lockRules, markVerified, updateDraft } from './rules.store.ts';
import { givePack, takePack } from './take.ts';
import { asTemplate, packs } from './templates.ts';

const refuse = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason, ...detail });
const by = (ctx: CommuneContext) => ({ id: ctx.person.id, name: ctx.person.name });
async function found(ctx: CommuneContext, id: string): Promise<contract.RuleVersion> {
  const v = await readRule(ctx.tx, id);
  if (v === undefined) throw new AppError('not_found', `No rule ${id}`);
  ctx.res.setHeader('ETag', versionTag(v.revision));
  return v;
}
async function draft(ctx: CommuneContext, id: string): Promise<contract.RuleVersion> {
  await lockRules(ctx.tx, [id]);
  const v = await found(ctx, id);
  if (v.state !== 'draft') throw refuse('rules.published');
  return v;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listTaxes, async ({ query }, { tx }) => { const day = query.day ?? await today(tx); return { day, taxes: await readTaxes(tx, day) }; });
  mount(r, deps, contract.listTemplates, async (_input, { language }) => ({ templates: (await packs()).map((p) => asTemplate(p, language)) }));
  mount(r, deps, contract.takeTemplate, async ({ params, body }, ctx) => {
    const pack = (await packs()).find((p) => p.pack === params.pack);
    if (pack === undefined) throw refuse('rules.no_pack');
    const taken = await takePack(ctx.tx, pack, by(ctx), body.keys);
    ctx.record(`rule_pack:${pack.pack}`, { drafts: taken.drafts.length, examples: taken.examples });
    return taken;
  });
  mount(r, deps, contract.importRules, async ({ body }, ctx) => {
    const taken = await takePack(ctx.tx, body, by(ctx));
    ctx.record(`rule_pack:${body.pack}`, { drafts: taken.drafts.length, examples: taken.examples });
    return taken;
  });
  mount(r, deps, contract.exportRules, async ({ query }, { tx }) => givePack(tx, query.tax));
  mount(r, deps, contract.listExamples, async ({ query }, { tx }) => ({ examples: await readExamples(tx, query.tax) }));
  mount(r, deps, contract.addExample, async ({ body }, ctx) => {
    const example = { ...body.example, tax: body.tax };
    const id = await insertExample(ctx.tx, body.tax, example, ctx.person.id);
    if (id === null) throw new AppError('conflict', 'an example of that name is there');
    ctx.record(`tax_example:${id}`, { tax: body.tax, added: true });
    return { id, tax: body.tax, example, pack: null };
  });
  mount(r, deps, contract.dropExample, async ({ params }, ctx) => {
    const tax = await deleteExample(ctx.tx, params.id);
    if (tax === undefined) throw new AppError('not_found', `No example ${params.id}`);
    ctx.record(`tax_example:${params.id}`, { tax, added: false });
    return undefined;
  });
  mount(r, deps, contract.tryRules, async ({ body }, { tx, language }) => {
    const drafts = body.ids.length === 0 ? [] : await readRules(tx, { ids: body.ids, state: 'draft' });
    const out = new Set(body.without);
    return tryTax(tx, body.tax, [...drafts.filter((d) => !out.has(d.id)).map((d) => d.rule), ...body.rules], body.without, language);
  });
  mount(r, deps, contract.publishRules, async ({ body }, ctx) => {
    const rules = await publish(ctx.tx, body.ids, { currency: ctx.commune.currency, closePrevious: body.closePrevious }, by(ctx));
    for (const v of rules) ctx.record(`rule:${v.id}`, { key: v.key, version: v.version, from: v.rule.from });
    return { rules };
  });
  mount(r, deps, contract.listRules, async ({ query }, { tx }) => ({ rules: await readRules(tx, query) }));
  mount(r, deps, contract.createRule, async ({ body }, ctx) => {
    const id = await insertDraft(ctx.tx, body.rule, by(ctx));
    ctx.record(`rule:${id}`, { key: body.rule.key });
    return found(ctx, id);
  });
  mount(r, deps, contract.getRule, async ({ params }, ctx) => found(ctx, params.id));
  mount(r, deps, contract.changeRule, async ({ params, body }, ctx) => {
    const v = await draft(ctx, params.id);
    requireVersion(ctx, v.revision, v);
    await updateDraft(ctx.tx, params.id, body.rule);
    ctx.record(`rule:${params.id}`, { key: body.rule.key, revision: v.revision + 1 });
    return found(ctx, params.id);
  });
  mount(r, deps, contract.dropRule, async ({ params }, ctx) => {
    const v = await draft(ctx, params.id);
    await deleteDraft(ctx.tx, params.id);
    ctx.record(`rule:${params.id}`, { key: v.key });
    return undefined;
  });
  mount(r, deps, contract.verifyRule, async ({ params, body }, ctx) => {
    await draft(ctx, params.id);
    await markVerified(ctx.tx, params.id, by(ctx), await today(ctx.tx), body.note);
    ctx.record(`rule:${params.id}`, { note: body.note });
    return found(ctx, params.id);
  });
  mount(r, deps, contract.closeRule, async ({ params, body }, ctx) => {
    await lockRules(ctx.tx, [params.id]);
    const v = await found(ctx, params.id);
    if (v.state !== 'published' || v.closesOn !== null || v.rule.from === null || body.on <= v.rule.from || (v.rule.to !== null && body.on >= v.rule.to)) throw refuse('rules.bad_close', { field: 'on' });
    await closeVersion(ctx.tx, params.id, body.on);
    ctx.record(`rule:${params.id}`, { key: v.key, on: body.on, reason: body.reason });
    return found(ctx, params.id);
  });
  return r;
}
