import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { compare, fromDecimal } from '../shared/ratio.ts';
import { StoredExample } from '../tax/pack.ts';
import { StoredRule, type TaxRule } from '../tax/rule.ts';

/** A draft may change; what is published never does, but for the day that ends it. */
export const RULE_STATES = ['draft', 'published'] as const;
export type RuleState = (typeof RULE_STATES)[number];
const By = z.object({ id: Id.nullable(), name: z.string() });

/** A version of a rule. `version` counts the published versions of its key; `closesOn` is the first day on which a published one no longer holds. */
export const RuleVersion = z.object({
  id: Id, key: z.string(), tax: z.string(), version: z.number().int().nullable(), state: z.enum(RULE_STATES), rule: StoredRule, closesOn: Day.nullable(),
  /** The template or file it came from. */
  pack: z.string().nullable(), verifiedBy: By.nullable(), verifiedOn: Day.nullable(), verifiedNote: z.string().nullable(),
  author: By, createdAt: z.string(), publishedBy: By.nullable(), publishedAt: z.string().nullable(), revision: z.number().int(),
}).meta({ id: 'RuleVersion' });
export type RuleVersion = z.output<typeof RuleVersion>;

/** A case of the bench as the commune keeps it. */
export const KeptExample = z.object({ id: Id, tax: z.string(), example: StoredExample, pack: z.string().nullable() }).meta({ id: 'KeptExample' });
export type KeptExample = z.output<typeof KeptExample>;

/** The rule as it holds: its text with the day that ended it, if one did. */
export const effective = (v: Pick<RuleVersion, 'rule' | 'closesOn' | 'version'>): TaxRule => ({
  ...v.rule, ...(v.version === null ? {} : { version: v.version }), to: v.closesOn !== null && (v.rule.to === null || v.closesOn < v.rule.to) ? v.closesOn : v.rule.to,
});

/** What the rule asks that the law does not let a council ask: amounts (or rates) outside the band. */
export function outsideBand(rule: TaxRule): string[] {
  const { min, max } = rule.legalBand ?? {};
  const asked = [rule.basis.startsWith('percent') ? rule.rate : rule.amount, ...rule.seasons.map((s) => s.amount), ...(rule.tiers?.rows.map((t) => t.amount) ?? []), ...(rule.bands?.map((b) => b.amount) ?? [])].filter((a): a is string => a !== undefined);
  return asked.filter((a) => (min !== undefined && compare(fromDecimal(a), fromDecimal(min)) < 0) || (max !== undefined && compare(fromDecimal(a), fromDecimal(max)) > 0));
}

/** What a version needs before it can be published, and has not: each a code of `texts`. */
export function lacks(v: Pick<RuleVersion, 'rule' | 'verifiedOn' | 'state'>): ('rules.published' | 'rules.is_a_bill' | 'rules.no_first_day' | 'rules.not_verified' | 'rules.out_of_band')[] {
  return [
    ...(v.state === 'published' ? ['rules.published' as const] : []), ...(v.rule.legal.status === 'bill' ? ['rules.is_a_bill' as const] : []),
    ...(v.rule.from === null ? ['rules.no_first_day' as const] : []), ...(v.verifiedOn === null ? ['rules.not_verified' as const] : []), ...(outsideBand(v.rule).length > 0 ? ['rules.out_of_band' as const] : []),
  ];
}
