import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';
import { ALL_METHODS, METHODS } from './model.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
/** Money given back out of a deposit. `number` is of the series RB, without a gap in its year; a reversal takes a number of its own. */
export const RefundRow = z.object({
  id: Id, number: z.string(), day: Day, amount: PositiveMinor, method: z.enum(METHODS), reference: z.string().nullable(), reason: z.string(), reverses: Id.nullable(), reversedBy: Id.nullable(), recordedAt: z.string(), recordedBy: z.string().nullable(),
}).meta({ id: 'LedgerRefund' });
export type RefundRow = z.output<typeof RefundRow>;
/** A deposit: `asked` by its dues, `received` of them, `retained` against what was owed, `returned`; `held` is what of it the commune still owes back. `agreed`: what the contract says. */
export const DepositSheet = z.object({ agreed: SignedMinor.nullable(), asked: SignedMinor, received: SignedMinor, retained: SignedMinor, returned: SignedMinor, held: SignedMinor, open: SignedMinor, refunds: z.array(RefundRow) }).meta({ id: 'LedgerDeposit' });
export type DepositSheet = z.output<typeof DepositSheet>;
export const DepositReturn = z.strictObject({ amount: PositiveMinor, day: Day, method: z.enum(METHODS), reference: text(200).nullable().default(null), reason: text(300) }).meta({ id: 'LedgerDepositReturn' });
export type DepositReturn = z.output<typeof DepositReturn>;
/** Kept out of the deposit for what is owed besides it, oldest first; no more than is owed. */
export const DepositRetention = z.strictObject({ amount: PositiveMinor, day: Day, reason: text(200) }).meta({ id: 'LedgerDepositRetention' });
export type DepositRetention = z.output<typeof DepositRetention>;

/** Accounts money arrives on. */
export const BOOKS = ['cash', 'bank', 'treasury'] as const;
export type Book = (typeof BOOKS)[number];
/** A line of a book, by day, with what is in it after. `number` is the receipt's, or the refund's. */
export const BookLine = z.object({
  id: Id, day: Day, recordedAt: z.string(), kind: z.enum(['payment', 'reversal', 'refund', 'other']), number: z.string().nullable(), payer: z.string().nullable(), occupation: z.string().nullable(), accountId: Id.nullable(),
  method: z.enum(ALL_METHODS).nullable(), reference: z.string().nullable(), by: z.string().nullable(), in: SignedMinor.nullable(), out: SignedMinor.nullable(), balance: SignedMinor,
}).meta({ id: 'LedgerBookLine' });
export type BookLine = z.output<typeof BookLine>;
/** Numbers a series took in a year: `last` of them, and how many are not there (never any, or the books are wrong). */
export const BookSeries = z.object({ series: z.string(), year: z.number().int(), last: z.number().int(), missing: z.number().int() });
export const BookPage = z.object({ book: z.enum(BOOKS), from: Day, to: Day, opening: SignedMinor, in: SignedMinor, out: SignedMinor, closing: SignedMinor, total: z.number().int(), rows: z.array(BookLine), series: z.array(BookSeries) }).meta({ id: 'LedgerBook' });
export type BookPage = z.output<typeof BookPage>;
