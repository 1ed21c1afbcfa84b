import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/controls';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA } from '../../platform/sheets/index.ts';
import { figures } from '../activity/index.ts';
import { today } from '../ledger/index.ts';
import { controlResults, listControls } from './controls.queries.ts';
import { changeControl, openControl } from './controls.store.ts';
import { nightRegister, nightSheet } from './nights.ts';

const personal = (ctx: CommuneContext): boolean => can(ctx.role, 'personal.read');
/** Gaps read at most to find those that were named. */
const READ = 5000;

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.openControls, async ({ body }, ctx) => {
    const { from, to } = body, on = await today(ctx.tx);
    // The figures are read again here: what the file keeps is what they say, whatever the screen showed.
    const found = await figures(ctx.tx, { from, to, gapsOnly: true, sort: 'expected', page: 1, size: body.most ?? READ, personal: true, currency: ctx.commune.currency });
    const key = (g: { unitId: string | null; listingId: string | null }): string => `${g.unitId ?? ''}/${g.listingId ?? ''}`;
    const named = body.gaps === undefined ? undefined : new Set(body.gaps.map(key));
    const rows = found.rows.filter((g) => named === undefined || named.has(key(g)));
    if (rows.length === 0) throw new AppError('rule_refused', 'no gap', { reason: 'controls.none' });
    await ctx.tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('collection files'))`);
    const files: { id: string; number: string }[] = [];
    for (const row of rows) {
      const made = await openControl(ctx.tx, { tax: body.tax, from, to, on, model: `${found.model.name}/${String(found.model.version)}` }, row, { id: ctx.person.id, name: ctx.person.name });
      if (made !== undefined) files.push(made);
    }
    ctx.record(`commune:${String(ctx.commune.id)}`, { tax: body.tax, from, to, opened: files.length, files: files.slice(0, 100).map((f) => f.number) });
    return { opened: files.length, there: rows.length - files.length, files };
  });
  mount(r, deps, contract.listControls, async ({ query }, ctx) => ({ ...await listControls(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, contract.changeControl, async ({ params, body }, ctx) => {
    await changeControl(ctx.tx, params.id, body);
    ctx.record(`collection:${params.id}`, { ...body });
    const { rows: [row] } = await listControls(ctx.tx, { id: params.id, page: 1, size: 1 }, personal(ctx));
    if (row === undefined) throw new AppError('not_found', `No control ${params.id}`);
    return row;
  });
  mount(r, deps, contract.controlResults, async ({ query }, { tx }) => ({ from: query.from, to: query.to, ...await controlResults(tx, query.from, query.to) }));
  mount(r, deps, contract.nightRegister, async ({ query }, { tx }) => {
    const { rows: [set] } = query.set === undefined ? { rows: [] } : await tx.raw('select s.name from zone_set s where s.commune_id = current_commune() and s.id = ?', [query.set]) as { rows: { name: string }[] };
    return { from: query.from, to: query.to, zoneSet: set?.name ?? null, ...await nightRegister(tx, query) };
  });
  mount(r, deps, contract.nightSheet, async ({ query }, ctx) => {
    const file = await nightSheet(ctx.tx, query, query.format, ctx.language, ctx.commune.currency, personal(ctx));
    return (res: Response): void => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="nights-${query.from}-${query.to}.${query.format}"`);
      res.setHeader('Cache-Control', 'private, no-store');
      res.end(file);
    };
  });
  return r;
}
