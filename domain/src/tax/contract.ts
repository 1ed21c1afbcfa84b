import { z } from 'zod';
import { SIGNED_IN, endpoint } from '../shared/endpoint.ts';
import { Day } from '../shared/day.ts';
import { TaxFact } from './facts.ts';
import { Assessed, Refused } from './result.ts';
import { TaxRule } from './rule.ts';

/** What a computation is asked: rules, facts and the day. Nothing of it is kept. */
export const TaxQuestion = z.strictObject({ rules: z.array(TaxRule).min(1).max(2000), facts: z.array(TaxFact).min(1).max(10_000), day: Day }).meta({ id: 'TaxQuestion' });
/** One outcome for each fact and tax, and the sum of each tax; a refusal carries its reason in the reader's language. */
export const TaxAnswer = z.strictObject({
  day: Day, outcomes: z.array(z.discriminatedUnion('kind', [Assessed, Refused.extend({ message: z.string() })])),
  totals: z.array(z.strictObject({ tax: z.string(), currency: z.string(), total: z.string(), totalText: z.string() })), refused: z.number().int(),
}).meta({ id: 'TaxAnswer' });
export type TaxAnswer = z.output<typeof TaxAnswer>;

export const computeTax = endpoint({
  id: 'computeTax', method: 'post', audit: 'none', path: '/api/tax/compute', access: SIGNED_IN, summary: 'Compute taxes from facts and rules given; nothing is kept',
  body: TaxQuestion, status: 200, reply: TaxAnswer, errors: ['invalid', 'rule_refused'],
});
export const endpoints = [computeTax] as const;
