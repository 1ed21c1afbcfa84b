import { Router, type Response } from 'express';
import * as contract from '@sommier/domain/declarations';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet, type Sheet, type SheetFormat } from '../../platform/sheets/index.ts';
import { today } from '../ledger/index.ts';
import { invite, readAccounts, setDisabled } from './accounts.store.ts';
import { readDeclaration, readDeclarations } from './declarations.queries.ts';
import { correct, dropDraft, enrol, fileDeclaration, fileDraft, insertDraft, lockDeclaration, trace, writeDraft, type Filer } from './declarations.store.ts';
import { missingReturns } from './expected.queries.ts';
import { formFor, formsOn, unitsOf } from './forms.queries.ts';
import { ownRoutes } from './own.routes.ts';
import { receiptOf } from './receipt-of.ts';
import { sheetOfMissing, sheetOfReturns } from './sheets.ts';

const MOST_ROWS = 50_000;
const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');
const filer = ({ person }: CommuneContext): Filer => ({ channel: 'officer', person: { id: person.id, name: person.name } });

async function found(ctx: CommuneContext, id: string): Promise<contract.Declaration> {
  const d = await readDeclaration(ctx.tx, id, personal(ctx));
  if (d === undefined) throw new AppError('not_found', 'no such declaration');
  ctx.res.setHeader('ETag', versionTag(d.revision));
  return d;
}
const sheet = async (of: Sheet, format: SheetFormat, name: string) => {
  const bytes = await writeSheet(of, format);
  return (res: Response): void => { res.setHeader('Content-Type', SHEET_MEDIA[format]); res.setHeader('Content-Disposition', `attachment; filename="${name}.${format}"`); res.end(bytes); };
};

export function routes(deps: Deps): Router {
  const r = Router();
  ownRoutes(r, deps);
  mount(r, deps, contract.declarationForms, async ({ query }, { tx }) => {
    const day = query.on ?? await today(tx);
    return { forms: await formsOn(tx, day), units: query.party === undefined ? [] : await unitsOf(tx, query.party), day };
  });
  mount(r, deps, contract.listDeclarations, async ({ query }, ctx) => ({ ...await readDeclarations(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, contract.exportDeclarations, async ({ query }, ctx) => sheet(sheetOfReturns((await readDeclarations(ctx.tx, { ...query, page: 1, size: MOST_ROWS }, personal(ctx))).rows, ctx.language, ctx.commune.currency), query.format, 'declarations'));
  mount(r, deps, contract.missingDeclarations, async ({ query }, ctx) => {
    const all = await missingReturns(ctx.tx, { today: query.on ?? await today(ctx.tx), since: query.since, tax: query.tax }, personal(ctx));
    return { total: all.length, page: query.page, size: query.size, rows: all.slice((query.page - 1) * query.size, query.page * query.size) };
  });
  mount(r, deps, contract.exportMissing, async ({ query }, ctx) => sheet(sheetOfMissing(await missingReturns(ctx.tx, { today: query.on ?? await today(ctx.tx), since: query.since, tax: query.tax }, personal(ctx)), ctx.language, ctx.commune.currency), query.format, 'declarations-missing'));
  mount(r, deps, contract.createDeclaration, async ({ body: { draft, ...content } }, ctx) => {
    const id = draft ? await insertDraft(ctx.tx, content, (await formFor(ctx.tx, content.tax, content)).currency, filer(ctx)) : await fileDeclaration(ctx.tx, content, ctx.commune.currency, filer(ctx));
    const d = await found(ctx, id);
    ctx.record(`declaration:${id}`, trace(d));
    return d;
  });
  mount(r, deps, contract.enrolParty, async ({ body }, ctx) => {
    const id = await enrol(ctx.tx, body, ctx.person.id);
    ctx.record(`party:${body.partyId}`, { tax: body.tax, since: body.since, until: body.until });
    return { id };
  });
  mount(r, deps, contract.listDeclarants, async ({ query }, ctx) => ({ ...await readAccounts(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, contract.inviteDeclarant, async ({ body }, ctx) => {
    const made = await invite(ctx.tx, body.partyId, ctx.person.id);
    ctx.record(`party:${body.partyId}`, { expiresAt: made.expiresAt });
    return made;
  });
  mount(r, deps, contract.disableDeclarant, async ({ params, body }, ctx) => {
    await setDisabled(ctx.tx, params.id, body.disabled);
    ctx.record(`declarant:${params.id}`, { disabled: body.disabled });
    return { id: params.id, disabled: body.disabled };
  });
  mount(r, deps, contract.getDeclaration, async ({ params }, ctx) => found(ctx, params.id));
  mount(r, deps, contract.changeDeclaration, async ({ params, body: { draft, ...content } }, ctx) => {
    const row = await lockDeclaration(ctx.tx, params.id);
    requireVersion(ctx, row.revision, await found(ctx, params.id));
    await writeDraft(ctx.tx, params.id, content);
    if (!draft) await fileDraft(ctx.tx, params.id, filer(ctx));
    const d = await found(ctx, params.id);
    ctx.record(`declaration:${params.id}`, trace(d));
    return d;
  });
  mount(r, deps, contract.dropDeclaration, async ({ params }, ctx) => {
    await dropDraft(ctx.tx, params.id);
    ctx.record(`declaration:${params.id}`);
    return undefined;
  });
  mount(r, deps, contract.correctDeclaration, async ({ params, body }, ctx) => {
    const d = await found(ctx, await correct(ctx.tx, params.id, body, filer(ctx)));
    ctx.record(`declaration:${d.id}`, trace(d));
    return d;
  });
  mount(r, deps, contract.declarationReceipt, async ({ params, query }, ctx) => receiptOf(ctx.tx, await found(ctx, params.id), ctx.commune.name, query.language ?? ctx.language));
  return r;
}
