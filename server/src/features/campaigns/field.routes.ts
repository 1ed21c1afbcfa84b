import type { Router } from 'express';
import * as contract from '@sommier/domain/campaigns';
import { AppError, can } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { inspect, insertDocument, sameOnSubject, type Inspected } from '../documents/index.ts';
import { campaignRow, type CampaignState } from './campaigns.queries.ts';
import { readPack } from './field.queries.ts';
import { applyVisit } from './review.ts';
import { readSheet, readSheets, sheetRow, visitRow } from './sheets.queries.ts';
import { keepPhoto, keepVisit, photoRow, settleSheet } from './visits.store.ts';

const known = async (tx: Tx, id: string): Promise<CampaignState> => {
  const row = await campaignRow(tx, id);
  if (row === undefined) throw new AppError('not_found', `No campaign ${id}`);
  return row;
};
const sheetOf = async (ctx: CommuneContext, campaign: CampaignState, id: string): Promise<contract.Sheet> => {
  const sheet = await readSheet(ctx.tx, campaign.id, id, campaign.fields, can(ctx.role, 'personal.read'));
  if (sheet === undefined) throw new AppError('not_found', `No sheet ${id}`);
  ctx.res.setHeader('ETag', versionTag(sheet.version));
  return sheet;
};
/** Visits come as long as they come: a device may have been without a network when the campaign closed. Only a draft takes none. */
const receiving = async (tx: Tx, id: string): Promise<CampaignState> => {
  const campaign = await known(tx, id);
  if (campaign.state === 'draft') throw new AppError('conflict', 'not open', { reason: 'campaigns.not_open' });
  return campaign;
};

/** What goes to the ground, what comes back, and the office's word on it. */
export function fieldRoutes(r: Router, deps: Deps): void {
  mount(r, deps, contract.getFieldPack, async (_input, { tx, person }) => readPack(tx, person.id, new Date().toISOString()));
  mount(r, deps, contract.listSheets, async ({ params, query }, { tx }) => { await known(tx, params.id); return readSheets(tx, params.id, query); });
  mount(r, deps, contract.getSheet, async ({ params }, ctx) => sheetOf(ctx, await known(ctx.tx, params.id), params.sheet));
  mount(r, deps, contract.sendVisit, async ({ params, body }, ctx) => {
    const campaign = await receiving(ctx.tx, params.id);
    const { changed, ...kept } = await keepVisit(ctx.tx, campaign, params.client, body, ctx.person.id);
    ctx.record(`campaign_sheet:${kept.sheet}`, { campaign: campaign.id, visit: params.client, revision: kept.kept, outcome: body.outcome, ...(changed ? {} : { again: true }) });
    return kept;
  });
  mount(r, deps, contract.sendVisitPhoto, async ({ params, body }, ctx) => {
    const campaign = await receiving(ctx.tx, params.id);
    const file = ctx.prepared as Inspected;
    if (file.sha256 !== body.sha256) throw new AppError('invalid', 'damaged', { reason: 'campaigns.photo_damaged', issues: [{ path: 'body.sha256', message: 'sha256' }] });
    await ctx.tx.raw(`select pg_advisory_xact_lock(hashtextextended(cast(:photo as text), 611))`, { photo: body.photo });
    const visit = await visitRow(ctx.tx, params.client);
    const sheet = visit?.campaign === campaign.id && visit.person === ctx.person.id ? await sheetRow(ctx.tx, campaign.id, visit.sheet) : undefined;
    if (visit === undefined || sheet === undefined) throw new AppError('not_found', `No visit ${params.client}`);
    const before = await photoRow(ctx.tx, body.photo);
    if (before && (before.sha256 !== body.sha256 || before.visit !== params.client)) throw new AppError('conflict', 'another photo', { reason: 'campaigns.other_visit' });
    const subject = sheet.asset === null ? { kind: 'campaign' as const, id: campaign.id } : { kind: 'asset' as const, id: sheet.asset };
    const same = before?.document ?? await sameOnSubject(ctx.tx, subject.kind, subject.id, file.sha256);
    const document = same ?? await insertDocument(ctx.tx, file, {
      subjectKind: subject.kind, subjectId: subject.id, kind: 'photo', title: `${campaign.name}`.slice(0, 300), dated: (body.takenAt ?? visit.visitedAt.toISOString()).slice(0, 10), note: `campaign:${campaign.id} sheet:${sheet.id}`,
      ...(body.position === undefined ? {} : { position: body.position }), author: undefined, validFrom: undefined, validUntil: undefined, restricted: undefined,
    }, ctx.person.id);
    if (before === undefined) await keepPhoto(ctx.tx, body.photo, params.client, file.sha256, document);
    ctx.record(`campaign_sheet:${sheet.id}`, { campaign: campaign.id, document, sha256: file.sha256, ...(same === undefined ? {} : { again: true }) });
    return { photo: body.photo, document, duplicate: same !== undefined };
  }, { before: (_input, { commune, file }) => {
    if (file === undefined) throw new AppError('invalid', 'no file');
    return inspect(deps.files.documents, commune.id, file);
  } });
  mount(r, deps, contract.reviewSheet, async ({ params, body }, ctx) => {
    const campaign = await known(ctx.tx, params.id);
    const held = await sheetRow(ctx.tx, campaign.id, params.sheet, true);
    if (held === undefined) throw new AppError('not_found', `No sheet ${params.sheet}`);
    const before = await sheetOf(ctx, campaign, params.sheet);
    requireVersion(ctx, held.version, before);
    const visit = before.visits.find((v) => v.client === body.visit);
    if (held.state !== 'returned' || visit === undefined) throw new AppError('conflict', 'nothing back', { reason: 'campaigns.nothing_back' });
    const done = body.decision === 'accept' ? await applyVisit(ctx.tx, before, visit, body, ctx.person.id, ctx.language) : { asset: null, proposal: null };
    await settleSheet(ctx.tx, params.sheet, { state: body.decision === 'accept' ? 'accepted' : 'refused', person: ctx.person.id, note: body.note, applied: body.decision === 'accept' ? body.fields : [], ...done });
    ctx.record(`campaign_sheet:${params.sheet}`, { campaign: campaign.id, decision: body.decision, fields: body.fields, ...(done.asset === null ? {} : { asset: done.asset }), ...(done.proposal === null ? {} : { proposal: done.proposal }) });
    return sheetOf(ctx, campaign, params.sheet);
  });
}
