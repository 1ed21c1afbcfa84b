import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { LINE_STATES, PaymentLine } from './model.ts';

const one = inCommune.extend({ id: Id });
const base = '/api/communes/{commune}/payment-lines';
export const listPaymentLines = endpoint({ id: 'listPaymentLines', method: 'get', path: base, access: allow('money.read'), summary: 'Lines of bank files by state, oldest first', params: inCommune, query: Page.extend({ state: z.enum(LINE_STATES).default('waiting') }), status: 200,
  reply: z.object({ total: z.number().int(), sum: PaymentLine.shape.amount, rows: z.array(PaymentLine) }), errors: ['invalid'] });
export const matchPaymentLine = endpoint({ id: 'matchPaymentLine', method: 'post', audit: 'payment_line.matched', path: `${base}/{id}/match`, access: allow('money.write'), summary: 'The account a line is for; a payment is recorded with its receipt', params: one, body: z.strictObject({ accountId: Id }), status: 200, reply: PaymentLine,
  errors: ['invalid', 'not_found', 'conflict'] });
export const setAsidePaymentLine = endpoint({ id: 'setAsidePaymentLine', method: 'post', audit: 'payment_line.set_aside', path: `${base}/{id}/set-aside`, access: allow('money.write'), summary: 'A line that is no payment of a due, with the reason', params: one, body: z.strictObject({ reason: z.string().trim().min(3).max(300) }), status: 200, reply: PaymentLine,
  errors: ['invalid', 'not_found', 'conflict'] });
export const endpoints = [listPaymentLines, matchPaymentLine, setAsidePaymentLine] as const;
