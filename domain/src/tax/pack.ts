import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Decimal } from '../shared/ratio.ts';
import { StoredFact, TaxFact } from './facts.ts';
import { StoredRule, TaxRule } from './rule.ts';

/** A case that the rules of a pack must give: `total` over the facts, for the tax named or for all. */
export const Example = z.strictObject({ id: z.string().min(1), day: Day, facts: z.array(TaxFact).min(1), tax: z.string().optional(), total: Decimal, source: z.string().min(1) });
export type Example = z.output<typeof Example>;

/** Rules that travel from a city to another with what proves them: never a city's data. */
export const RulePack = z.strictObject({
  pack: z.string().min(1), title: z.strictObject({ fr: z.string(), ar: z.string().optional(), en: z.string().optional() }), country: z.string().length(2).nullable(),
  rules: z.array(TaxRule).min(1), examples: z.array(Example),
}).meta({ id: 'RulePack' });
export type RulePack = z.output<typeof RulePack>;

/** The same shapes as they are kept and given back: every default filled in. */
export const StoredExample = Example.extend({ facts: z.array(StoredFact).min(1) });
export const StoredPack = RulePack.extend({ rules: z.array(StoredRule).min(1), examples: z.array(StoredExample) }).meta({ id: 'StoredRulePack' });
