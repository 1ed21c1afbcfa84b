import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BookPage, BOOKS, DepositRetention, DepositReturn, DepositSheet, RefundRow } from './deposits.ts';
import { AccountRow, AccountSheet, BillingValue, DueCancel, DueRow, LedgerCheck, LedgerSummary, NewDue, NewPayment, PaymentReversal, PaymentRow, ScheduledDue } from './model.ts';

const one = inCommune.extend({ id: Id });
const at = z.object({ day: DayAsked.optional() });
const job = z.object({ job: Id });
export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const ACCOUNT_STATES = ['all', 'past_due', 'advance', 'ended_past_due', 'd0_30', 'd31_90', 'd91_365', 'over365'] as const;

export const ledgerSummary = endpoint({
  id: 'ledgerSummary', method: 'get', path: '/api/communes/{commune}/ledger/summary', access: allow('money.read'), summary: 'What is due, collected and in arrears on a day',
  params: inCommune, query: at, status: 200, reply: LedgerSummary, errors: ['invalid'],
});
/** Words of a payer's name are personal: they travel in the body of a search, never in an address. */
export const findAccounts = endpoint({
  id: 'findAccounts', method: 'post', audit: 'none', path: '/api/communes/{commune}/ledger/accounts/search', access: allow('money.read'), summary: 'Accounts with their figures on a day, the largest arrears first',
  params: inCommune, body: z.strictObject({ q: z.string().trim().max(200).default(''), state: z.enum(ACCOUNT_STATES).default('all'), sort: z.enum(['pastDue', 'name', 'oldest', 'balance']).default('pastDue'), day: Day.optional(), page: Page.shape.page, size: Page.shape.size }),
  status: 200, reply: z.object({ total: z.number().int(), day: Day, sums: z.object({ pastDue: AccountRow.shape.pastDue, advance: AccountRow.shape.advance, balance: AccountRow.shape.balance }), rows: z.array(AccountRow) }), errors: ['invalid'],
});
export const getLedgerAccount = endpoint({
  id: 'getLedgerAccount', method: 'get', path: '/api/communes/{commune}/ledger/accounts/{id}', access: allow('money.read'), summary: 'An account: open dues, payments and its lines with the running balance',
  params: one, query: at.extend(Page.shape), status: 200, reply: AccountSheet, errors: ['invalid', 'not_found'],
});
export const occupationAccounts = endpoint({
  id: 'occupationAccounts', method: 'get', path: '/api/communes/{commune}/occupations/{id}/accounts', access: allow('money.read'), summary: 'The accounts of an occupation, how it is billed and its next dues',
  params: one, query: at, status: 200, reply: z.object({ accounts: z.array(AccountRow), billing: BillingValue, calledThrough: Day.nullable(), next: z.array(ScheduledDue) }), errors: ['not_found'],
});
export const changeBilling = endpoint({
  id: 'changeBilling', method: 'put', audit: 'ledger.billing_changed', path: '/api/communes/{commune}/occupations/{id}/billing', access: allow('money.rules'),
  summary: 'Whether dues go on after the end of the right; the next call mends what was called', params: one, body: BillingValue, status: 200, reply: BillingValue, errors: ['invalid', 'not_found'],
});
export const callDues = endpoint({
  id: 'callDues', method: 'post', audit: 'ledger.called', path: '/api/communes/{commune}/ledger/calls', access: allow('money.write'), summary: 'Call every due payable up to a day (a job); calling twice writes nothing twice',
  params: inCommune, body: z.strictObject({ through: Day }), status: 202, reply: job, errors: ['invalid', 'rule_refused'],
});
export const callOccupation = endpoint({
  id: 'callOccupation', method: 'post', audit: 'ledger.called', path: '/api/communes/{commune}/occupations/{id}/call', access: allow('money.write'), summary: 'Call the dues of one occupation up to a day',
  params: one, body: z.strictObject({ through: Day }), status: 200, reply: z.object({ dues: z.number().int(), amount: AccountRow.shape.due, corrections: z.number().int(), corrected: AccountRow.shape.due, allocated: AccountRow.shape.due, indexed: z.number().int(), missing: z.array(z.string()) }), errors: ['invalid', 'not_found', 'rule_refused'],
});
export const addDue = endpoint({
  id: 'addDue', method: 'post', audit: 'ledger.due_added', path: '/api/communes/{commune}/ledger/dues', access: allow('money.write'), summary: 'Add a due by hand', params: inCommune, body: NewDue, status: 201, reply: DueRow, errors: ['invalid', 'not_found'],
});
export const cancelDue = endpoint({
  id: 'cancelDue', method: 'post', audit: 'ledger.due_cancelled', path: '/api/communes/{commune}/ledger/dues/{id}/cancel', access: allow('money.reverse'), summary: 'Take back a due by a counter-entry',
  params: one, body: DueCancel, status: 200, reply: DueRow, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const recordPayment = endpoint({
  id: 'recordPayment', method: 'post', audit: 'ledger.paid', path: '/api/communes/{commune}/ledger/payments', access: allow('money.write'), summary: 'Record a payment; answers its receipt',
  params: inCommune, body: NewPayment, status: 201, reply: PaymentRow, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const reversePayment = endpoint({
  id: 'reversePayment', method: 'post', audit: 'ledger.reversed', path: '/api/communes/{commune}/ledger/payments/{id}/reverse', access: allow('money.reverse'), summary: 'Reverse a payment: its dues are open again, its receipt stays and says so',
  params: one, body: PaymentReversal, status: 200, reply: PaymentRow, errors: ['invalid', 'not_found', 'conflict'],
});
export const listPayments = endpoint({
  id: 'listPayments', method: 'get', path: '/api/communes/{commune}/ledger/payments', access: allow('money.read'), summary: 'Payments by receipt, newest first', params: inCommune,
  query: Page.extend({ from: DayAsked.optional(), to: DayAsked.optional() }), status: 200, reply: z.object({ total: z.number().int(), sum: AccountRow.shape.paid, rows: z.array(PaymentRow) }), errors: ['invalid'],
});
export const verifyLedger = endpoint({
  id: 'verifyLedger', method: 'get', path: '/api/communes/{commune}/ledger/verify', access: allow('money.read'), summary: 'Replay the ledger and compare', params: inCommune, status: 200, reply: LedgerCheck, errors: [],
});
/** Half-open: `to` is the first day after. Two rows a posting, debit and credit, by day of effect; a workbook has the sums by account on its second sheet. */
export const exportJournal = endpoint({
  id: 'exportJournal', method: 'get', path: '/api/communes/{commune}/ledger/journal', access: allow('money.read'), stepUp: 'personal', summary: 'The journal for the accountant, as CSV or XLSX',
  params: inCommune, query: z.object({ from: DayAsked, to: DayAsked, format: z.enum(['csv', 'xlsx']) }), status: 200, reply: [CSV, XLSX], errors: ['invalid'],
});
export const getDeposit = endpoint({
  id: 'getDeposit', method: 'get', path: '/api/communes/{commune}/ledger/accounts/{id}/deposit', access: allow('money.read'), summary: 'The deposit of an account: asked, received, retained, returned, held', params: one, status: 200, reply: DepositSheet, errors: ['not_found'],
});
export const returnDeposit = endpoint({
  id: 'returnDeposit', method: 'post', audit: 'ledger.deposit_returned', path: '/api/communes/{commune}/ledger/accounts/{id}/deposit/returns', access: allow('money.reverse'), summary: 'Give a deposit back, wholly or in part, never more than is held',
  params: one, body: DepositReturn, status: 201, reply: DepositSheet, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const retainDeposit = endpoint({
  id: 'retainDeposit', method: 'post', audit: 'ledger.deposit_retained', path: '/api/communes/{commune}/ledger/accounts/{id}/deposit/retentions', access: allow('money.reverse'), summary: 'Pay what is owed out of the deposit; reversed as any payment',
  params: one, body: DepositRetention, status: 201, reply: DepositSheet, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const refundAccount = endpoint({
  id: 'refundAccount', method: 'post', audit: 'ledger.refunded', path: '/api/communes/{commune}/ledger/accounts/{id}/refunds', access: allow('money.reverse'), summary: 'Give back what an account has too much, never more than is free; numbered without a gap', params: one, body: DepositReturn, status: 201, reply: RefundRow, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const reverseRefund = endpoint({
  id: 'reverseRefund', method: 'post', audit: 'ledger.refund_reversed', path: '/api/communes/{commune}/ledger/refunds/{id}/reverse', access: allow('money.reverse'), summary: 'Take a return back by a counter-entry (a cheque never cashed)', params: one, body: PaymentReversal, status: 200, reply: DepositSheet, errors: ['invalid', 'not_found', 'conflict'],
});
/** Half-open. Lines by day, then in the order they were written. */
export const readBook = endpoint({
  id: 'readBook', method: 'get', path: '/api/communes/{commune}/ledger/books/{book}', access: allow('money.read'), summary: 'The cash book, or the bank’s or the treasury’s: what came in and went out, with the balance after each', params: inCommune.extend({ book: z.enum(BOOKS) }),
  query: Page.extend({ from: DayAsked.optional(), to: DayAsked.optional() }), status: 200, reply: BookPage, errors: ['invalid'],
});
export const exportBook = endpoint({
  id: 'exportBook', method: 'get', path: '/api/communes/{commune}/ledger/books/{book}/file', access: allow('money.read'), stepUp: 'personal', summary: 'The same as CSV or XLSX', params: inCommune.extend({ book: z.enum(BOOKS) }),
  query: z.object({ from: DayAsked, to: DayAsked, format: z.enum(['csv', 'xlsx']) }), status: 200, reply: [CSV, XLSX], errors: ['invalid'],
});
export const endpoints = [ledgerSummary, findAccounts, getLedgerAccount, occupationAccounts, changeBilling, callDues, callOccupation, addDue, cancelDue, recordPayment, reversePayment, listPayments, verifyLedger, exportJournal, getDeposit, returnDeposit, retainDeposit, refundAccount, reverseRefund, readBook, exportBook] as const;
