import { absent, reads, type Case } from './case.ts';

export const payments: Record<string, Case> = { listPaymentLines: reads, matchPaymentLine: { ...absent, body: { accountId: '1' } }, setAsidePaymentLine: { ...absent, body: { reason: 'no payment' } } };
