import type { Request, Response, Router } from 'express';
import * as contract from '@sommier/domain/declarations';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type DeclarantContext } from '../../platform/http/index.ts';
import { clearCookie, sendCookie } from '../../platform/session/index.ts';
import { communeByCode, type CommuneRow } from '../communes/index.ts';
import { accountsOfParty, openDues, today } from '../ledger/index.ts';
import { allowAttempt, forgive, hashPassword, passwordHolds, throttleKey } from '../people/index.ts';
import { accountByEmail, codeHolds, endSession, join, openSession, sessionReply } from './accounts.store.ts';
import { readDeclaration, readDeclarations } from './declarations.queries.ts';
import { correct, fileDeclaration, trace, type Filer } from './declarations.store.ts';
import { obligationsOf } from './expected.queries.ts';
import { formsOn, unitsOf } from './forms.queries.ts';
import { receiptOf } from './receipt-of.ts';

const filer = ({ declarant }: DeclarantContext): Filer => ({ channel: 'declarant', account: declarant.accountId });
async function found(ctx: DeclarantContext, id: string): Promise<contract.Declaration> {
  // The transaction sees her own rows alone; the condition stands here too, for whom reads the code.
  const d = await readDeclaration(ctx.tx, id, true);
  if (d?.partyId !== ctx.declarant.partyId) throw new AppError('not_found', 'no such declaration');
  return d;
}

/** Endpoints of hosts and operators: their own sign-in, their own returns. */
export function ownRoutes(r: Router, deps: Deps): void {
  const { db } = deps;
  const communeOf = async (code: string): Promise<CommuneRow> => {
    const commune = await db.asPerson(null, (tx) => communeByCode(tx, code));
    if (commune === undefined) throw new AppError('not_found', 'no such commune');
    return commune;
  };
  const enter = async (commune: CommuneRow, account: string, req: Request, res: Response): Promise<contract.DeclarantSession> => db.inCommune({ commune: commune.id }, async (tx) => {
    const { token, expiresAt } = await openSession(tx, account);
    sendCookie(req, res, token, expiresAt, 'declarant');
    return sessionReply(tx, account, expiresAt);
  });

  mount(r, deps, contract.aboutDeclare, async ({ params }) => {
    const c = await communeOf(params.commune);
    return { name: c.name, nameAr: c.nameAr, languages: c.languages, currency: c.currency };
  }, { ownTransactions: true });

  // As at the staff's sign-in: attempts outlast the refusal that follows them, hashing holds no connection. Codes are throttled like passwords.
  mount(r, deps, contract.joinDeclare, async ({ params, body }, { req, res }) => {
    const commune = await communeOf(params.commune), keys = { address: throttleKey('address', req.ip ?? ''), email: throttleKey('email', `join ${commune.code} ${req.ip ?? ''}`) };
    await db.asPerson(null, (tx) => allowAttempt(tx, keys));
    if (!(await db.inCommune({ commune: commune.id }, (tx) => codeHolds(tx, body.code)))) throw new AppError('gone', 'the code is over', { reason: 'declarations.code_over' });
    const passwordHash = await hashPassword(body.password);
    const { account } = await db.inCommune({ commune: commune.id }, (tx) => join(tx, { code: body.code, email: body.email, passwordHash, language: body.language }));
    await db.asPerson(null, (tx) => forgive(tx, keys));
    return enter(commune, account, req, res);
  }, { ownTransactions: true });

  mount(r, deps, contract.openDeclare, async ({ params, body }, { req, res }) => {
    const commune = await communeOf(params.commune), keys = { address: throttleKey('address', req.ip ?? ''), email: throttleKey('email', `declare ${commune.code} ${body.email}`) };
    await db.asPerson(null, (tx) => allowAttempt(tx, keys));
    const account = await db.inCommune({ commune: commune.id }, (tx) => accountByEmail(tx, body.email));
    if (!(await passwordHolds(account?.passwordHash, body.password)) || account === undefined) throw new AppError('unauthenticated', 'Wrong e-mail or password', { reason: 'wrong_password' });
    await db.asPerson(null, (tx) => forgive(tx, keys));
    return enter(commune, account.id, req, res);
  }, { ownTransactions: true });

  mount(r, deps, contract.declareSession, async (_input, { tx, declarant }) => sessionReply(tx, declarant.accountId, declarant.expiresAt));
  mount(r, deps, contract.closeDeclare, async (_input, { tx, declarant, req, res }) => {
    await endSession(tx, declarant.sessionId);
    clearCookie(req, res, 'declarant');
    return undefined;
  });
  mount(r, deps, contract.ownForms, async (_input, { tx, declarant }) => { const day = await today(tx); return { forms: await formsOn(tx, day), units: await unitsOf(tx, declarant.partyId), day }; });
  mount(r, deps, contract.ownDue, async (_input, { tx, declarant, commune }) => {
    const dues = [];
    for (const id of await accountsOfParty(tx, declarant.partyId)) dues.push(...await openDues(tx, id));
    return { returns: await obligationsOf(tx, declarant.partyId, await today(tx)), open: dues.map(({ kind, from, to, dueOn, amount, open }) => ({ kind, from, to, dueOn, amount, open })), currency: commune.currency };
  });
  mount(r, deps, contract.ownDeclarations, async ({ query }, { tx, declarant }) => ({ ...await readDeclarations(tx, { ...query, party: declarant.partyId }, true), page: query.page, size: query.size }));
  mount(r, deps, contract.ownDeclaration, async ({ params }, ctx) => found(ctx, params.id));
  mount(r, deps, contract.declareOwn, async ({ body }, ctx) => {
    const id = await fileDeclaration(ctx.tx, { ...body, partyId: ctx.declarant.partyId }, ctx.commune.currency, filer(ctx));
    const d = await found(ctx, id);
    ctx.record(`declaration:${id}`, trace(d));
    return d;
  });
  mount(r, deps, contract.correctOwn, async ({ params, body }, ctx) => {
    await found(ctx, params.id);
    const d = await found(ctx, await correct(ctx.tx, params.id, body, filer(ctx)));
    ctx.record(`declaration:${d.id}`, trace(d));
    return d;
  });
  mount(r, deps, contract.ownReceipt, async ({ params, query }, ctx) => receiptOf(ctx.tx, await found(ctx, params.id), ctx.commune.name, query.language ?? ctx.language));
}
