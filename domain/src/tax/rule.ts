import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Decimal, Quantity } from '../shared/ratio.ts';

/** What a tariff counts (docs/glossary.md, "assiette"). */
export const BASES = ['person_night', 'room_night', 'stay', 'percent_price', 'percent_turnover', 'price_band', 'capacity_night',
  'vehicle_hour', 'vehicle_day', 'vehicle_month', 'vehicle_year', 'trip', 'trip_km', 'delivery', 'flat'] as const;
export type Basis = (typeof BASES)[number];
const STAYS: ReadonlySet<Basis> = new Set<Basis>(['person_night', 'room_night', 'stay', 'percent_price', 'price_band']);

const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,99}$/);
const Codes = z.array(Code).min(1);
const Label = z.strictObject({ fr: z.string().min(1), ar: z.string().min(1).optional(), en: z.string().min(1).optional() });
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Where a rule applies. Each condition given must hold; a rule with more of them is more specific and is taken first. */
export const Conditions = z.strictObject({
  /** Zones by the name they have in their set, as people write it. */
  zones: z.array(z.string().trim().min(1).max(200)).min(1), platformKinds: Codes, classes: Codes, vehicleTypes: Codes, goods: Codes, nationalities: Codes,
  /** Inhabitants of the commune. */
  populationOver: z.number().int().nonnegative(), populationUpTo: z.number().int().positive(),
}).partial();
export type Conditions = z.output<typeof Conditions>;

/** A step of a tariff, from `from` (included) to the next. A step changes the unit amount, or multiplies it (1.10 for a rise of 10 %). */
export const Tier = z.strictObject({ from: Quantity, amount: Decimal.optional(), factor: Quantity.optional() })
  .refine((t) => (t.amount === undefined) !== (t.factor === undefined), { message: 'amount_or_factor' });
export const Tiers = z.strictObject({
  /** `fleet`: the operator's whole fleet; `quantity`: what is counted; `hours`: hours begun by one vehicle. */
  by: z.enum(['fleet', 'quantity', 'hours']),
  /** Whole: the step reached holds for all; marginal: each part at its own step. */
  mode: z.enum(['whole', 'marginal']), rows: z.array(Tier).min(1),
});

export const Additional = z.strictObject({ code: Code, label: Label.optional(), rate: Quantity, beneficiary: z.string().min(1) });
export const Fee = z.strictObject({ code: Code, amount: Quantity, when: z.enum(['always', 'first']), per: z.enum(['unit', 'fact']).default('unit') });
export const Penalty = z.strictObject({
  code: Code, kind: z.enum(['fixed', 'percent', 'monthly_interest']), value: Quantity,
  /** Most that interest may reach, as a share of the tax. */
  ceiling: Quantity.optional(), legalRef: z.string().min(1).optional(),
});

/** Parts of a rule that its basis does not read: a tariff that carried one would not do what it says. */
export const unreadBy = (basis: Basis): readonly string[] => [
  ...(STAYS.has(basis) ? [] : ['maxNightsPerStay', 'ageMin', 'exemptions']), ...(STAYS.has(basis) || basis === 'capacity_night' || basis === 'flat' ? ['tiers'] : []),
  ...(basis === 'price_band' ? [] : ['bands']), ...(basis === 'capacity_night' ? [] : ['abatement']), ...(basis === 'percent_turnover' ? [] : ['excluded']),
];

/** Rules of one tax as dated data. Amounts are decimals of the currency's unit; periods are half-open; `from` null says "since always" only for a text whose date is unknown. */
const Shape = z.strictObject({
  key: Code,
  /** Given by the register of rules at publication; a line then names it beside the key. */
  version: z.number().int().positive().optional(),
  tax: Code, label: Label.optional(), payer: z.enum(['guest', 'host', 'operator', 'platform', 'seller']).default('guest'),
  collector: z.enum(['host', 'platform', 'operator', 'seller', 'office']).default('host'),
  legal: z.strictObject({ ref: z.string().min(1), status: z.enum(['bill', 'law', 'council']), verifiedBy: z.string().optional(), verifiedOn: Day.optional(), toConfirm: z.array(z.string()).default([]) }),
  from: Day.nullable(), to: Day.nullable().default(null),
  /** The day that chooses the rule of a stay: each night's own, the arrival, or the contract's. */
  datedBy: z.enum(['night', 'arrival', 'contract']).default('night'),
  when: Conditions.default({}),
  basis: z.enum(BASES), currency: z.string().regex(/^[A-Z]{3}$/),
  amount: Decimal.optional(), rate: Quantity.optional(),
  /** `price_band`: the amount of the first band whose `upTo` the price does not pass; null for the last. */
  bands: z.array(z.strictObject({ upTo: Quantity.nullable(), amount: Quantity })).optional(),
  /** Whom a band or a room price is counted by. */
  bandPer: z.enum(['room_night', 'person_night']).default('room_night'),
  /** Bounds of what one unit may bear, before additional taxes. */
  minPerUnit: Quantity.optional(), capPerUnit: Quantity.optional(),
  /** Between what the law lets the council set its amount (or rate); a tariff outside is not published (Morocco, law 47-06). */
  legalBand: z.strictObject({ min: Quantity.optional(), max: Quantity.optional() }).optional(),
  maxNightsPerStay: z.number().int().positive().optional(),
  /** Guests under this age bear nothing. */
  ageMin: z.number().int().positive().optional(),
  exemptions: z.array(z.strictObject({ code: Code, label: Label.optional() })).default([]),
  seasons: z.array(z.strictObject({ from: MonthDay, to: MonthDay, amount: Quantity.optional(), factor: Quantity.optional() })).default([]),
  /** Share of the capacity that is not counted (France, forfait: 0.10 to 0.80). */
  abatement: Quantity.optional(),
  /** Under it nothing is due; what it measures is an order, a turnover, or the price of a night. */
  threshold: z.strictObject({ of: z.enum(['order', 'turnover', 'night_price']), min: Quantity, exclusive: z.boolean().default(false) }).optional(),
  /** Parts of a turnover that are not taxed. */
  excluded: Codes.optional(),
  tiers: Tiers.optional(), fees: z.array(Fee).default([]), additional: z.array(Additional).default([]),
  /** `unit`: each component of one unit; `component`: each line's total; `total`: the sum alone. Half away from zero, up, or down. */
  rounding: z.strictObject({ per: z.enum(['unit', 'component', 'total']), mode: z.enum(['half_up', 'up', 'down']).default('half_up') }).default({ per: 'component', mode: 'half_up' }),
  returnPeriod: z.enum(['month', 'quarter', 'semester', 'year', 'none']).default('none'), dueDay: z.number().int().min(1).max(31).optional(),
  penalties: z.array(Penalty).default([]),
}).superRefine((rule, ctx) => {
  const need = (ok: boolean, path: string): void => { if (!ok) ctx.addIssue({ code: 'custom', path: [path], message: 'needed_by_basis' }); };
  if (rule.basis === 'price_band') need((rule.bands?.length ?? 0) > 0, 'bands');
  else if (rule.basis.startsWith('percent')) need(rule.rate !== undefined || rule.tiers?.rows.every((t) => t.amount !== undefined) === true, 'rate');
  else need(rule.amount !== undefined || rule.tiers?.rows.every((t) => t.amount !== undefined) === true, 'amount');
  // A condition that the basis cannot read would be passed over in silence.
  const reads = STAYS.has(rule.basis) ? ['night_price'] : rule.basis === 'percent_turnover' ? ['turnover'] : rule.basis === 'delivery' ? ['order', 'turnover'] : [];
  if (rule.threshold !== undefined && !reads.includes(rule.threshold.of)) ctx.addIssue({ code: 'custom', path: ['threshold', 'of'], message: 'not_of_basis' });
  for (const part of unreadBy(rule.basis)) {
    const value = rule[part as keyof typeof rule];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) ctx.addIssue({ code: 'custom', path: [part], message: 'not_of_basis' });
  }
  // A share has no amount of a season: only a factor moves it.
  if (rule.basis.startsWith('percent') || rule.basis === 'price_band') rule.seasons.forEach((s, i) => { if (s.amount !== undefined) ctx.addIssue({ code: 'custom', path: ['seasons', i, 'amount'], message: 'not_of_basis' }); });
  if (rule.from !== null && rule.to !== null && rule.to <= rule.from) ctx.addIssue({ code: 'custom', path: ['to'], message: 'ends_before_it_begins' });
});
export const TaxRule = Shape.meta({ id: 'TaxRule' });
export type TaxRule = z.output<typeof TaxRule>;
/** The same as it is kept and given back: every default filled in. */
export const StoredRule = Shape.meta({ id: 'StoredTaxRule' });
