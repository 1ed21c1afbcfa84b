import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';

export const DUE_KINDS = ['rent', 'charges', 'deposit', 'fee', 'penalty', 'tax', 'refund'] as const;
export type DueKind = (typeof DUE_KINDS)[number];
export const METHODS = ['cash', 'cheque', 'transfer', 'treasury', 'card', 'mobile', 'other'] as const;
export type Method = (typeof METHODS)[number];
/** How money came: at the desk or by a file, or out of the occupant's own deposit. */
export const ALL_METHODS = [...METHODS, 'deposit'] as const;
/** Receipts, and the numbers of reversals: each series without a gap in its year. */
export const SERIES = ['RC', 'AN'] as const;
/** "RC-2026-00318", as printed on the receipt; RB for money given back. */
export const receiptNumber = (series: (typeof SERIES)[number] | 'RB', year: number, no: number): string => `${series}-${String(year)}-${String(no).padStart(5, '0')}`;

const text = (max: number) => z.string().trim().min(1).max(max);
const Buckets = z.object({ d0_30: SignedMinor, d31_90: SignedMinor, d91_365: SignedMinor, over365: SignedMinor });

/** An account with its figures on a day. `balance` is what was due by the day less what was paid by it; `pastDue` what is unpaid of it by age; `advance` money not set against anything. */
export const AccountRow = z.object({
  id: Id, occupationId: Id.nullable(), occupation: z.string().nullable(), occupationEnd: Day.nullable(), partyId: Id.nullable(), payer: z.string().nullable(), payerAr: z.string().nullable(),
  asset: z.string().nullable(), assetName: z.string().nullable(), district: z.string().nullable(), balance: SignedMinor, due: SignedMinor, paid: SignedMinor, pastDue: SignedMinor, advance: SignedMinor,
  oldestDue: Day.nullable(), ageing: Buckets, lastPaid: Day.nullable(),
}).meta({ id: 'LedgerAccountRow' });
export type AccountRow = z.output<typeof AccountRow>;

/** A due with its corrections counted in; `open` is what of it is unpaid today. */
export const DueRow = z.object({
  id: Id, kind: z.enum(DUE_KINDS), from: Day, to: Day, dueOn: Day, amount: SignedMinor, paid: SignedMinor, open: SignedMinor, corrected: z.boolean(), origin: z.enum(['schedule', 'hand', 'rule']), note: z.string().nullable(),
}).meta({ id: 'LedgerDue' });
export type DueRow = z.output<typeof DueRow>;

export const PaymentRow = z.object({
  id: Id, accountId: Id, receipt: z.string(), amount: PositiveMinor, paidOn: Day, method: z.enum(ALL_METHODS), reference: z.string().nullable(), free: SignedMinor,
  reversal: z.boolean(), reversedBy: Id.nullable(), reverses: Id.nullable(), reason: z.string().nullable(), recordedAt: z.string(), recordedBy: z.string().nullable(),
  payer: z.string().nullable(), occupation: z.string().nullable(), occupationId: Id.nullable(),
}).meta({ id: 'LedgerPayment' });
export type PaymentRow = z.output<typeof PaymentRow>;

/** A line of an account, oldest first, with the balance after it. */
export const AccountLine = z.object({
  id: Id, day: Day, kind: z.enum([...DUE_KINDS, 'payment', 'reversal']), from: Day.nullable(), to: Day.nullable(), receipt: z.string().nullable(), note: z.string().nullable(),
  debit: SignedMinor.nullable(), credit: SignedMinor.nullable(), balance: SignedMinor,
}).meta({ id: 'LedgerLine' });
export type AccountLine = z.output<typeof AccountLine>;

export const AccountSheet = AccountRow.extend({
  dues: z.array(DueRow), payments: z.array(PaymentRow), lines: z.array(AccountLine), linesTotal: z.number().int(), day: Day,
}).meta({ id: 'LedgerAccountSheet' });
export type AccountSheet = z.output<typeof AccountSheet>;

/** `afterEnd`: dues go on after the right's end, until somebody writes that the occupant has left (an indemnity of occupation). */
export const BillingValue = z.strictObject({ afterEnd: z.boolean() }).meta({ id: 'LedgerBilling' });
export const ScheduledDue = z.object({ kind: z.enum(['rent', 'charges']), from: Day, to: Day, dueOn: Day, amount: SignedMinor, days: z.number().int(), called: z.boolean() }).meta({ id: 'LedgerScheduledDue' });

/** A due added by hand: a fee, a deposit, a right never recorded. `to` is the first day after the period. */
export const NewDue = z.strictObject({
  occupationId: Id, kind: z.enum(['rent', 'charges', 'deposit', 'fee', 'penalty']), from: Day, to: Day, dueOn: Day, amount: PositiveMinor, note: text(300),
}).refine((d) => d.to > d.from, { path: ['to'], message: 'not_after_from' }).meta({ id: 'LedgerNewDue' });
/** Takes back a due, wholly or by so much; what was paid of it becomes an advance. */
export const DueCancel = z.strictObject({ amount: PositiveMinor.optional(), reason: text(300) }).meta({ id: 'LedgerDueCancel' });

/**
 * A payment. Its day may lie in the past (`paidOn`), never in the future. `against` says which dues it pays; without it the oldest are paid first.
 * What is left stays as an advance and goes to the next dues called.
 */
export const NewPayment = z.strictObject({
  accountId: Id, amount: PositiveMinor, paidOn: Day, method: z.enum(METHODS), reference: text(200).nullable().default(null),
  against: z.array(z.strictObject({ dueId: Id, amount: PositiveMinor })).max(200).optional(),
}).meta({ id: 'LedgerNewPayment' });
export type NewPayment = z.output<typeof NewPayment>;
export const PaymentReversal = z.strictObject({ reason: text(300) }).meta({ id: 'LedgerPaymentReversal' });

/** The month and the arrears of the commune on a day. Collection counts money on the dues of the month, whenever it came. */
export const LedgerSummary = z.object({
  day: Day, month: z.object({ from: Day, to: Day, due: SignedMinor, collected: SignedMinor }), year: z.object({ due: SignedMinor, collected: SignedMinor }), received: SignedMinor,
  ageing: z.array(z.object({ bucket: z.enum(['d0_30', 'd31_90', 'd91_365', 'over365']), accounts: z.number().int(), amount: SignedMinor })),
  pastDue: SignedMinor, pastDueAccounts: z.number().int(), endedPastDue: SignedMinor, advance: SignedMinor, accounts: z.number().int(), toCall: z.number().int(), calledThrough: Day.nullable(), waiting: z.number().int(),
}).meta({ id: 'LedgerSummary' });
export type LedgerSummary = z.output<typeof LedgerSummary>;

/** What `sommier ledger verify` answers. `green` is true when every check found nothing. */
export const LedgerCheck = z.object({
  green: z.boolean(), accounts: z.number().int(), postings: z.number().int(), debits: SignedMinor, credits: SignedMinor, receipts: z.number().int(),
  faults: z.array(z.object({ check: z.string(), subject: z.string(), expected: z.string(), found: z.string() })),
}).meta({ id: 'LedgerCheck' });
export type LedgerCheck = z.output<typeof LedgerCheck>;
