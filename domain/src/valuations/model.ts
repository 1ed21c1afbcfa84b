import { z } from 'zod';
import { Decimal, Quantity } from '../shared/ratio.ts';

/** Approaches of IVS (market, income, cost) and the register's own administrative value. */
export const METHODS = ['comparison', 'income', 'term_reversion', 'replacement_cost', 'residual', 'administrative'] as const;
export type Method = (typeof METHODS)[number];
/** A share of one: "0.05" is five per cent. */
const Share = Quantity.refine((s) => Number(s) <= 1, { message: 'over_one' });
const Rate = Quantity.refine((s) => Number(s) > 0, { message: 'not_positive' });
const Positive = Quantity.refine((s) => Number(s) > 0, { message: 'not_positive' });
const currency = z.string().regex(/^[A-Z]{3}$/);
const base = { currency };

export const Adjustment = z.strictObject({ code: z.string().min(1).max(60), rate: Decimal.refine((r) => Number(r) > -1, { message: 'under_minus_one' }) });
export const Comparable = z.strictObject({ ref: z.string().min(1).max(100), pricePerM2: Positive, adjustments: z.array(Adjustment).max(12).default([]) });

/** The inputs of each method. Amounts are decimals of the currency's unit; areas in square metres; rates are shares of one. */
export const ValuationInputs = z.discriminatedUnion('method', [
  z.strictObject({ ...base, method: z.literal('comparison'), areaM2: Positive, comparables: z.array(Comparable).max(60) }),
  z.strictObject({ ...base, method: z.literal('income'), grossRent: Quantity, voidRate: Share.default('0'), costRate: Share.default('0'), costs: Quantity.default('0'), yield: Rate }),
  z.strictObject({ ...base, method: z.literal('term_reversion'), rent: Quantity, years: z.number().int().min(0).max(200), reversionRent: Quantity, yield: Rate, reversionYield: Rate.optional() }),
  z.strictObject({
    ...base, method: z.literal('replacement_cost'), land: Quantity.default('0'), areaM2: Positive, unitCost: Positive, feeRate: Quantity.default('0'),
    physical: z.discriminatedUnion('by', [z.strictObject({ by: z.literal('age'), age: Quantity, life: Positive }), z.strictObject({ by: z.literal('condition'), rate: Share })]),
    functional: Share.default('0'), external: Share.default('0'),
  }),
  z.strictObject({ ...base, method: z.literal('residual'), developmentValue: Positive, works: Quantity.default('0'), fees: Quantity.default('0'), finance: Quantity.default('0'), profit: Quantity.default('0') }),
  z.strictObject({ ...base, method: z.literal('administrative'), gross: Quantity, land: Quantity.default('0'), years: z.number().int().min(0), life: z.number().int().min(1).max(200).nullable(), already: Quantity.optional() }),
]).meta({ id: 'ValuationInputs' });
export type ValuationInputs = z.output<typeof ValuationInputs>;
export type Inputs<M extends Method> = Extract<ValuationInputs, { method: M }>;
