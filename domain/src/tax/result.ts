import { z } from 'zod';

export const LINE_KINDS = ['tax', 'additional', 'fee', 'penalty', 'interest', 'exempt'] as const;
/** Why a fact gives no assessment: it waits for a person, or the rule does not reach it. */
export const REFUSALS = ['missing_fact', 'no_rule_for_kind', 'no_rule_in_force', 'no_rule_matches', 'ambiguous_rules', 'zone_uncertain', 'estimate_alone',
  'no_formal_notice', 'notice_running', 'not_ended', 'unknown_exemption', 'mixed_nationalities', 'mixed_currencies', 'duplicate_ref'] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** A line that explains itself: `quantity` units at `unitAmount` (decimal, currency's unit) make `amount` (whole minor units, as text). */
export const TaxLine = z.strictObject({
  kind: z.enum(LINE_KINDS), code: z.string(), rule: z.string(), version: z.number().int().positive().optional(), legalRef: z.string(), quantity: z.string(), unit: z.string(), unitAmount: z.string(),
  amount: z.string().regex(/^-?\d+$/), formula: z.string(), notes: z.array(z.string()),
}).meta({ id: 'TaxLine' });
export type TaxLine = z.output<typeof TaxLine>;

export const Assessed = z.strictObject({
  kind: z.literal('assessed'), ref: z.string(), tax: z.string(), currency: z.string(), exponent: z.number().int(),
  /** Sum of the lines, whole minor units. */
  total: z.string(), totalText: z.string(), lines: z.array(TaxLine),
}).meta({ id: 'TaxAssessed' });
export type Assessed = z.output<typeof Assessed>;
export const Refused = z.strictObject({
  kind: z.literal('refused'), ref: z.string(), tax: z.string().nullable(), code: z.enum(REFUSALS), field: z.string().nullable(), rules: z.array(z.string()),
}).meta({ id: 'TaxRefused' });
export type Refused = z.output<typeof Refused>;
export type Outcome = Assessed | Refused;

/** A "no" with its reason, carried up as a value. */
export class Refusal { constructor(readonly code: RefusalCode, readonly field: string | null = null, readonly rules: string[] = []) {} }
