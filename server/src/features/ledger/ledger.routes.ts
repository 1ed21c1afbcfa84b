import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/ledger';
import { addDays, addMonths, AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA } from '../../platform/sheets/index.ts';
import { findAccounts, readAccounts } from './accounts.queries.ts';
import { accountOf, today } from './accounts.store.ts';
import { callDues } from './call.store.ts';
import { readContract, saveBilling } from './contract.queries.ts';
import { readBook, writeBook } from './book.queries.ts';
import { readDeposit, retainDeposit, returnDeposit, reverseRefund } from './deposits.store.ts';
import { addDue, cancelDue } from './dues.store.ts';
import { writeJournal } from './journal.ts';
import { CALL_KIND } from './ledger.jobs.ts';
import { accountLines, accountPayments, openDues, readDue, readPayment, readPayments } from './lines.queries.ts';
import { recordPayment, reversePayment } from './payments.store.ts';
import { readRefunds, refundAdvance } from './refunds.store.ts';
import { readSummary } from './summary.queries.ts';
import { verifyLedger } from './verify.ts';

const personal = (ctx: CommuneContext): boolean => can(ctx.role, 'personal.read');
const notFound = (what: string): AppError => new AppError('not_found', `No such ${what}`);

/** Dues are called a year ahead at most: further is a slip of the pen. */
async function within(ctx: CommuneContext, through: string): Promise<string> {
  const day = await today(ctx.tx);
  if (through > addMonths(day, 12)) throw new AppError('rule_refused', 'too far ahead', { reason: 'ledger.through_too_far' });
  return day;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.ledgerSummary, async ({ query }, { tx }) => readSummary(tx, query.day ?? await today(tx)));
  mount(r, deps, contract.findAccounts, async ({ body }, ctx) => {
    const day = body.day ?? await today(ctx.tx);
    return { ...await findAccounts(ctx.tx, { ...body, day }, personal(ctx)), day };
  });
  mount(r, deps, contract.getLedgerAccount, async ({ params, query }, ctx) => {
    const day = query.day ?? await today(ctx.tx);
    const [row] = await readAccounts(ctx.tx, { id: params.id }, day, personal(ctx));
    if (row === undefined) throw notFound('account');
    const { total, lines } = await accountLines(ctx.tx, params.id, query);
    return { ...row, day, dues: await openDues(ctx.tx, params.id, 400), payments: await accountPayments(ctx.tx, params.id, personal(ctx)), lines, linesTotal: total };
  });
  mount(r, deps, contract.occupationAccounts, async ({ params, query }, ctx) => {
    const day = query.day ?? await today(ctx.tx);
    const found = await readContract(ctx.tx, params.id, day);
    if (found === undefined) throw notFound('occupation');
    const called = (dueOn: string): boolean => found.through !== null && dueOn <= found.through;
    const next = found.contract === null ? [] : contract.duesOf(found.contract, addMonths(day, -1), addMonths(day, 13)).slice(0, 24);
    return {
      accounts: await readAccounts(ctx.tx, { occupation: params.id }, day, personal(ctx)), billing: found.billing, calledThrough: found.through,
      next: next.map((d) => ({ ...d, amount: String(d.amount), called: called(d.dueOn) })),
    };
  });
  mount(r, deps, contract.changeBilling, async ({ params, body }, { tx, record }) => {
    if (await readContract(tx, params.id) === undefined) throw notFound('occupation');
    await saveBilling(tx, params.id, body);
    record(`occupation:${params.id}`, { ...body });
    return body;
  });
  mount(r, deps, contract.callDues, async ({ body }, ctx) => {
    await within(ctx, body.through);
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: CALL_KIND, person: ctx.person.id, payload: { through: body.through, person: ctx.person.id }, lane: 'ledger' });
    ctx.record(`job:${job}`, { through: body.through });
    return { job };
  });
  mount(r, deps, contract.callOccupation, async ({ params, body }, ctx) => {
    const day = await within(ctx, body.through);
    if (await readContract(ctx.tx, params.id) === undefined) throw notFound('occupation');
    const { occupations: _, ...called } = await callDues(ctx.tx, body.through, day, [params.id], ctx.person.id);
    ctx.record(`occupation:${params.id}`, { through: body.through, ...called });
    return called;
  });
  mount(r, deps, contract.addDue, async ({ body }, ctx) => {
    if (await readContract(ctx.tx, body.occupationId) === undefined) throw notFound('occupation');
    const id = await addDue(ctx.tx, await accountOf(ctx.tx, body.occupationId, await today(ctx.tx)), body, ctx.person.id);
    ctx.record(`due:${id}`, { kind: body.kind, amount: body.amount, occupation: body.occupationId, due_on: body.dueOn });
    return dueReply(ctx, id);
  });
  mount(r, deps, contract.cancelDue, async ({ params, body }, ctx) => {
    const { amount } = await cancelDue(ctx.tx, params.id, body.amount === undefined ? undefined : BigInt(body.amount), body.reason, ctx.person.id);
    ctx.record(`due:${params.id}`, { amount: String(amount), reason: body.reason });
    return dueReply(ctx, params.id);
  });
  mount(r, deps, contract.recordPayment, async ({ body }, ctx) => {
    const id = await recordPayment(ctx.tx, body, await today(ctx.tx), ctx.person.id);
    const paid = await payment(ctx, id);
    ctx.record(`payment:${id}`, { account: body.accountId, amount: body.amount, paid_on: body.paidOn, method: body.method, receipt: paid.receipt });
    return paid;
  });
  mount(r, deps, contract.reversePayment, async ({ params, body }, ctx) => {
    const reversed = await reversePayment(ctx.tx, params.id, body.reason, await today(ctx.tx), ctx.person.id);
    ctx.record(`payment:${params.id}`, { account: reversed.account, amount: reversed.amount, reason: body.reason });
    return payment(ctx, reversed.id);
  });
  mount(r, deps, contract.listPayments, async ({ query }, ctx) => readPayments(ctx.tx, query, personal(ctx)));
  mount(r, deps, contract.verifyLedger, async (_input, ctx) => verifyLedger(deps.db, { commune: ctx.commune.id }), { ownTransactions: true });
  mount(r, deps, contract.exportJournal, async ({ query }, ctx) => {
    if (query.to > addDays(query.from, 3700)) throw new AppError('invalid', 'more than ten years', { issues: [{ path: 'query.to', message: query.to }] });
    const bytes = await writeJournal(ctx.tx, query.from, query.to, query.format, ctx.language, ctx.commune.currency, personal(ctx));
    return sheet(`journal-${query.from}-${query.to}`, query.format, bytes);
  });
  mount(r, deps, contract.getDeposit, async ({ params }, ctx) => deposit(ctx, params.id));
  mount(r, deps, contract.returnDeposit, async ({ params, body }, ctx) => {
    const id = await returnDeposit(ctx.tx, params.id, body, await today(ctx.tx), ctx.person.id);
    ctx.record(`refund:${id}`, { account: params.id, ...body });
    return deposit(ctx, params.id);
  });
  mount(r, deps, contract.retainDeposit, async ({ params, body }, ctx) => {
    const id = await retainDeposit(ctx.tx, params.id, body, await today(ctx.tx), ctx.person.id);
    ctx.record(`payment:${id}`, { account: params.id, ...body });
    return deposit(ctx, params.id);
  });
  mount(r, deps, contract.refundAccount, async ({ params, body }, ctx) => {
    const id = await refundAdvance(ctx.tx, params.id, body, await today(ctx.tx), ctx.person.id);
    ctx.record(`refund:${id}`, { account: params.id, ...body });
    const made = (await readRefunds(ctx.tx, [params.id])).find((x) => x.id === id);
    if (made === undefined) throw notFound('refund');
    const { accountId: _, ...row } = made;
    return row;
  });
  mount(r, deps, contract.reverseRefund, async ({ params, body }, ctx) => {
    const { account, amount } = await reverseRefund(ctx.tx, params.id, body.reason, await today(ctx.tx), ctx.person.id);
    ctx.record(`refund:${params.id}`, { account, amount, reason: body.reason });
    return deposit(ctx, account);
  });
  mount(r, deps, contract.readBook, async ({ params, query }, ctx) => {
    const from = query.from ?? `${(await today(ctx.tx)).slice(0, 7)}-01`;
    return readBook(ctx.tx, { book: params.book, from, to: query.to ?? addMonths(from, 1), page: query.page, size: query.size }, personal(ctx));
  });
  mount(r, deps, contract.exportBook, async ({ params, query }, ctx) => {
    if (query.to > addDays(query.from, 3700)) throw new AppError('invalid', 'more than ten years', { issues: [{ path: 'query.to', message: query.to }] });
    return sheet(`${params.book}-${query.from}-${query.to}`, query.format, await writeBook(ctx.tx, { ...params, from: query.from, to: query.to }, query.format, ctx.language, ctx.commune.currency, personal(ctx)));
  });
  return r;
}

async function deposit(ctx: CommuneContext, account: string): Promise<contract.DepositSheet> {
  const found = await readDeposit(ctx.tx, account);
  if (found === undefined) throw notFound('account');
  return found;
}
const sheet = (name: string, format: 'csv' | 'xlsx', bytes: Buffer) => (res: Response): void => {
  res.setHeader('Content-Type', SHEET_MEDIA[format]);
  res.setHeader('Content-Disposition', `attachment; filename="${name}.${format}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  res.end(bytes);
};

async function dueReply(ctx: CommuneContext, id: string): Promise<contract.DueRow> {
  const due = await readDue(ctx.tx, id);
  if (due === undefined) throw notFound('due');
  const { account: _, ...row } = due;
  return row;
}
async function payment(ctx: CommuneContext, id: string): Promise<contract.PaymentRow> {
  const row = await readPayment(ctx.tx, id, personal(ctx));
  if (row === undefined) throw notFound('payment');
  return row;
}
