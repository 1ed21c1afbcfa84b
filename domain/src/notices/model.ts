import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { LANGUAGES } from '../shared/texts.ts';

/** notice: what falls due (avis d'échéance); receipt: of one payment (quittance); reminder: what is past due (relance); statement: the account's lines (relevé). */
export const PAPER_KINDS = ['notice', 'receipt', 'reminder', 'statement', 'revision'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
/** The series of numbers a paper takes; a receipt carries the number of its payment. */
export const PAPER_SERIES = { notice: 'AV', reminder: 'RL', statement: 'RV', revision: 'LR' } as const;

export const PaperRow = z.object({
  id: Id, kind: z.enum(PAPER_KINDS), number: z.string(), language: z.enum(LANGUAGES), accountId: Id.nullable(), day: Day, amount: SignedMinor.nullable(), sha256: z.string(), bytes: z.number().int(),
  createdAt: z.string(), createdBy: z.string().nullable(),
}).meta({ id: 'PaperRow' });
export type PaperRow = z.output<typeof PaperRow>;

export const PaperRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('receipt'), paymentId: Id, language: z.enum(LANGUAGES) }),
  z.strictObject({ kind: z.enum(['notice', 'reminder', 'statement']), accountId: Id, language: z.enum(LANGUAGES), from: Day.optional() }),
]).meta({ id: 'PaperRequest' });
export type PaperRequest = z.output<typeof PaperRequest>;

/** Notices for accounts with dues payable by `until`, reminders for accounts whose oldest unpaid due is at least `olderThan` days old, or the receipts of what was paid from `from` to `until`, both included. */
export const BatchRequest = z.strictObject({
  kind: z.enum(['notice', 'reminder', 'receipt']), language: z.enum(LANGUAGES), from: Day.optional(), until: Day.optional(), olderThan: z.number().int().min(0).max(3650).default(0), least: z.string().regex(/^\d{1,15}$/).default('1'),
}).meta({ id: 'PaperBatch' });
export type BatchRequest = z.output<typeof BatchRequest>;
