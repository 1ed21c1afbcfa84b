import { Router, type Response } from 'express';
import * as contract from '@sommier/domain/condition';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { todayOf } from '../assets/index.ts';
import { assetCondition, inspection, listWorksPage, work } from './condition.queries.ts';
import * as store from './condition.store.ts';
import { followInspections } from './follow.store.ts';
import { reportOn } from './report.ts';

const rule = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `condition.${reason}`, ...detail });
async function whole(ctx: CommuneContext, asset: string, day?: string): Promise<contract.AssetCondition> {
  const found = await assetCondition(ctx.tx, asset, day ?? await todayOf(ctx.tx), ctx.commune.currency);
  if (found === undefined) throw new AppError('not_found', `No property ${asset}`);
  return found;
}
async function seen(ctx: CommuneContext, id: string): Promise<contract.Inspection & { asset: string }> {
  const found = await inspection(ctx.tx, id);
  if (found === undefined) throw new AppError('not_found', `No inspection ${id}`);
  return found;
}
async function oneWork(ctx: CommuneContext, id: string): Promise<contract.Work> {
  const found = await work(ctx.tx, id);
  if (found === undefined) throw new AppError('not_found', `No works ${id}`);
  ctx.res.setHeader('ETag', versionTag(found.version));
  return found;
}
const worst = (r: contract.ConditionRow): number => (r.fci.kind === 'computed' ? r.fci.bp : -1);
const SORTS: Record<'fci' | 'deferred' | 'code', (a: contract.ConditionRow, b: contract.ConditionRow) => number> = {
  fci: (a, b) => worst(b) - worst(a) || a.code.localeCompare(b.code), deferred: (a, b) => (BigInt(b.deferred) > BigInt(a.deferred) ? 1 : BigInt(b.deferred) < BigInt(a.deferred) ? -1 : a.code.localeCompare(b.code)), code: (a, b) => a.code.localeCompare(b.code),
};

/** Inspections and works of a property. */
function ofProperty(r: Router, deps: Deps): void {
  mount(r, deps, contract.getAssetCondition, ({ params, query }, ctx) => whole(ctx, params.asset, query.day));
  mount(r, deps, contract.addInspection, async ({ params, body }, ctx) => {
    await whole(ctx, params.asset);
    if (body.on > await todayOf(ctx.tx)) throw rule('in_future', { field: 'on' });
    const id = await store.insertInspection(ctx.tx, params.asset, body, ctx.person.id);
    const proposal = await followInspections(ctx, params.asset);
    ctx.record(`inspection:${id}`, { asset: params.asset, on: body.on, class: body.class, components: body.components.length, ...(proposal === null ? {} : { proposal }) });
    const { asset: _, ...row } = await seen(ctx, id);
    return { ...row, proposal };
  });
  mount(r, deps, contract.withdrawInspection, async ({ params, body }, ctx) => {
    const row = await seen(ctx, params.id);
    if (row.reason !== null) throw rule('withdrawn');
    if (row.author.id !== ctx.person.id && !can(ctx.role, 'register.validate')) throw rule('not_yours');
    await store.withdrawInspection(ctx.tx, params.id, ctx.person.id, body.reason);
    const proposal = await followInspections(ctx, row.asset, row.on);
    ctx.record(`inspection:${params.id}`, { reason: body.reason, ...(proposal === null ? {} : { proposal }) });
    const { asset: _, ...after } = await seen(ctx, params.id);
    return { ...after, proposal };
  });
  mount(r, deps, contract.addWork, async ({ params, body }, ctx) => {
    await whole(ctx, params.asset);
    const today = await todayOf(ctx.tx);
    if ((body.openedOn ?? today) > today) throw rule('in_future', { field: 'openedOn' });
    if (body.inspection !== null && (await seen(ctx, body.inspection)).asset !== params.asset) throw rule('other_asset', { field: 'inspection' });
    const id = await store.insertWork(ctx.tx, params.asset, body, body.openedOn ?? today, ctx.person.id);
    ctx.record(`work:${id}`, { asset: params.asset, cost: body.cost, priority: body.priority });
    return oneWork(ctx, id);
  });
  mount(r, deps, contract.changeWork, async ({ params, body }, ctx) => {
    await ctx.tx.raw('select 1 from work where commune_id = current_commune() and id = ? for update', [params.id]);
    const before = await oneWork(ctx, params.id);
    requireVersion(ctx, before.version, before);
    await store.updateWork(ctx.tx, params.id, body, await todayOf(ctx.tx));
    ctx.record(`work:${params.id}`, { before: Object.fromEntries(Object.keys(body).map((k) => [k, before[k as keyof typeof body]])), after: body });
    return oneWork(ctx, params.id);
  });
  mount(r, deps, contract.stateReplacement, async ({ params, body }, ctx) => {
    await whole(ctx, params.asset);
    await store.insertReplacement(ctx.tx, params.asset, body, ctx.person.id);
    ctx.record(`asset:${params.asset}`, body);
    return whole(ctx, params.asset);
  });
}

export function routes(deps: Deps): Router {
  const r = Router();
  ofProperty(r, deps);
  mount(r, deps, contract.readCondition, async ({ query }, { tx, commune }) => {
    const { report, rows } = await reportOn(tx, query.day ?? await todayOf(tx), commune.currency);
    const shown = rows.filter((x) => (query.district === undefined || x.district === query.district) && (query.class === undefined || x.class === query.class) && (query.band === undefined || (x.fci.kind === 'computed' ? x.fci.band : 'none') === query.band)).sort(SORTS[query.sort]);
    return { ...report, total: shown.length, rows: shown.slice((query.page - 1) * query.size, query.page * query.size) };
  });
  mount(r, deps, contract.exportCondition, async ({ query }, { tx, commune, language }) => {
    const day = query.day ?? await todayOf(tx), t: Readonly<Record<string, string>> = contract.texts[language];
    const { rows } = await reportOn(tx, day, commune.currency);
    const bytes = await writeSheet({
      name: t['condition.sheet'] ?? '', currency: commune.currency, rightToLeft: language === 'ar',
      columns: (['code', 'name', 'district', 'class', 'on', 'works', 'deferred', 'replacement', 'fci', 'band'] as const).map((c) => ({ head: t[`condition.col.${c}`] ?? '', ...(c === 'deferred' || c === 'replacement' ? { kind: 'money' as const } : c === 'works' ? { kind: 'number' as const } : c === 'on' ? { kind: 'day' as const } : {}) })),
      // An index that cannot be computed is said in words: never an empty cell that reads as nothing due.
      rows: rows.sort(SORTS.fci).map((x) => [x.code, language === 'ar' ? x.nameAr ?? x.name : x.name, x.district, x.class === null ? null : t[`condition.class.${x.class}`] ?? '', x.inspectedOn, x.works, x.deferred, x.replacement, x.fci.kind === 'computed' ? (x.fci.bp / 100).toFixed(2) : t['condition.none'] ?? '', x.fci.kind === 'computed' ? t[`condition.band.${x.fci.band}`] ?? '' : null]),
    }, query.format);
    return (res: Response) => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="condition-${day}.${query.format}"`);
      res.end(bytes);
    };
  });
  mount(r, deps, contract.listWorks, ({ query }, { tx }) => listWorksPage(tx, query));
  mount(r, deps, contract.setFciScale, async ({ body }, { tx, record }) => {
    await store.writeScale(tx, body.scale);
    record('condition:scale', body);
    return { scale: body.scale };
  });
  return r;
}
