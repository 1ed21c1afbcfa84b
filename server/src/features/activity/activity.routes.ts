import { Router, type Response } from 'express';
import { stringify } from 'csv-stringify/sync';
import * as contract from '@sommier/domain/activity';
import { addDays, addMonths, AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';
import { askActivity } from './ask.queries.ts';
import { choices } from './choices.queries.ts';
import { writeBrief } from './brief.ts';
import { density, openRows } from './density.queries.ts';
import { figures } from './figures.queries.ts';
import { beforeAfter, followUp } from './follow-up.queries.ts';
import { decide, heldDocuments } from './held.store.ts';
import { today as todayIn } from './import/mobility.formats.ts';

const MOST_ROWS = 50_000;
const today = async ({ tx }: CommuneContext): Promise<string> => todayIn((await tx.raw('select timezone from commune where id = current_commune()') as { rows: { timezone: string }[] }).rows[0]?.timezone ?? 'UTC');
/** The period asked for: the twelve months that end today, when nothing is said. Throws invalid when it ends before it begins. */
async function span(ctx: CommuneContext, q: { from?: string | undefined; to?: string | undefined }): Promise<{ from: string; to: string }> {
  const to = q.to ?? addDays(await today(ctx), 1), from = q.from ?? addMonths(to, -12);
  if (to <= from) throw new AppError('invalid', 'the period is empty', { issues: [{ path: 'to', message: 'to' }] });
  return { from, to };
}
const send = (bytes: Buffer, media: string, name: string) => (res: Response): void => {
  res.setHeader('Content-Type', media);
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.end(bytes);
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.askActivity, async ({ body }, ctx) => askActivity(ctx.tx, body, await today(ctx)));
  mount(r, deps, contract.exportAsked, async ({ body, query }, ctx) => {
    const answer = await askActivity(ctx.tx, body, await today(ctx)), t = contract.texts[ctx.language];
    const columns = ['zone', 'certain', 'possible', 'expected', 'active', 'nights', 'nightsLow', 'nightsHigh', 'revenue', 'declared', 'reported', 'vehicles', 'declaredVehicles', 'stations', 'trips', 'statedTrips', 'deliveries'] as const;
    return sheet(ctx, query.format, `activity-${answer.on}`, columns.map((c) => ({ head: t[`activity.col.${c}`] ?? c, kind: c === 'zone' ? 'text' as const : c === 'revenue' ? 'money' as const : 'number' as const })),
      answer.rows.map((x) => [x.label, x.listings.certain, x.listings.possible, x.listings.expected, x.active, x.nights, x.nightsLow, x.nightsHigh, x.revenueMinor, x.declaredNights, x.reportedNights, x.vehicles, x.declaredVehicles, x.stations, x.trips.expected, x.statedTrips, x.deliveries]));
  });
  mount(r, deps, contract.activityChoices, async (_input, { tx }) => choices(tx));
  mount(r, deps, contract.activityDensity, async ({ body }, ctx) => density(ctx.tx, body, await today(ctx)));
  mount(r, deps, contract.activityFigures, async ({ query }, ctx) => figures(ctx.tx, { ...query, ...await span(ctx, query), gapsOnly: query.gaps === 'yes', personal: can(ctx.role, 'personal.read'), currency: ctx.commune.currency }));
  mount(r, deps, contract.exportFigures, async ({ query }, ctx) => {
    const found = await figures(ctx.tx, { ...await span(ctx, query), platform: query.platform, gapsOnly: query.gaps === 'yes', sort: 'expected', page: 1, size: MOST_ROWS, personal: can(ctx.role, 'personal.read'), currency: ctx.commune.currency }), t = contract.texts[ctx.language];
    const columns = ['unit', 'platform', 'registration', 'host', 'declared', 'reported', 'estimated', 'low', 'high', 'declaredMinor', 'reportedMinor', 'estimatedMinor', 'gap', 'gapFrom', 'expectedMinor'] as const;
    return sheet(ctx, query.format, `figures-${found.from}`, columns.map((c) => ({ head: t[`activity.col.${c}`] ?? c, kind: ['unit', 'platform', 'registration', 'host', 'gapFrom'].includes(c) ? 'text' as const : c.endsWith('Minor') ? 'money' as const : 'number' as const })),
      found.rows.map((x) => [x.label, x.platform, x.registration, x.host, x.declaredNights, x.reportedNights, x.estimatedNights, x.estimatedLow, x.estimatedHigh, x.declaredMinor, x.reportedMinor, x.estimatedMinor, x.gapNights, t[`activity.gap.${x.gapFrom}`] ?? x.gapFrom, x.expectedMinor]));
  });
  mount(r, deps, contract.activityFollowUp, async ({ query }, ctx) => followUp(ctx.tx, { ...await span(ctx, query), platform: query.platform }));
  mount(r, deps, contract.beforeAfter, async ({ body }, ctx) => beforeAfter(ctx.tx, body, await today(ctx)));
  mount(r, deps, contract.policyBrief, async ({ query }, ctx) => {
    const bytes = await writeBrief(ctx.tx, { set: query.set, on: query.on ?? await today(ctx), language: query.language ?? ctx.language, issuer: ctx.commune.name, currency: ctx.commune.currency });
    return send(bytes, 'application/pdf', `note-${query.on ?? await today(ctx)}.pdf`);
  });
  mount(r, deps, contract.openActivity, async ({ query }, ctx) => {
    const on = query.on ?? await today(ctx), rows = await openRows(ctx.tx, on);
    return send(Buffer.from(stringify([['h3_cell', 'lon', 'lat', 'listings_at_least', 'nights_at_least', 'on'], ...rows.map((x) => [x.cell, x.lon, x.lat, x.listings, x.nights, on])], { escape_formulas: true })), 'text/csv; charset=utf-8', `open-activity-${on}.csv`);
  });
  mount(r, deps, contract.listHeld, async (_input, { tx }) => ({ rows: await heldDocuments(tx) }));
  mount(r, deps, contract.decideHeld, async ({ body }, { tx, record }) => {
    const facts = await decide(tx, body);
    if (facts === 0) throw new AppError('not_found', 'nothing is held there');
    record(`batch:${body.batchId}`, { document: body.document, accept: body.accept, facts });
    return { facts };
  });
  return r;

  async function sheet(ctx: CommuneContext, format: SheetFormat, name: string, columns: { head: string; kind: 'text' | 'number' | 'money' }[], rows: (string | number | null)[][]) {
    return send(await writeSheet({ name, columns, rows, currency: ctx.commune.currency, rightToLeft: ctx.language === 'ar' }, format), SHEET_MEDIA[format], `${name}.${format}`);
  }
}
