import { z } from 'zod';
import { METHODS } from '../ledger/model.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';

export const LINE_STATES = ['waiting', 'matched', 'set_aside'] as const;
/** A line of a bank's file. The payer's name and the label are as the bank wrote them. */
export const PaymentLine = z.object({
  id: Id, paidOn: Day, amount: SignedMinor, method: z.enum(METHODS), reference: z.string().nullable(), payer: z.string().nullable(), label: z.string().nullable(), state: z.enum(LINE_STATES), matchedBy: z.enum(['reference', 'amount', 'person']).nullable(), batchId: Id.nullable(),
  accountId: Id.nullable(), reason: z.string().nullable(),
  candidates: z.array(z.object({ accountId: Id, occupation: z.string().nullable(), payer: z.string().nullable(), open: SignedMinor, by: z.enum(['reference', 'amount']), score: z.number().int() })),
}).meta({ id: 'PaymentLine' });
export type PaymentLine = z.output<typeof PaymentLine>;
