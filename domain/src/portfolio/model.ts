import { z } from 'zod';
import { CONDITIONS } from '../assets/words.ts';
import { MARKET_USES } from '../comparables/words.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { divRound, SignedMinor } from '../shared/money.ts';
import { fromDecimal } from '../shared/ratio.ts';

export const RUN_STATES = ['computing', 'draft', 'adopted', 'dropped'] as const;
/** valued: counts. held: an outlier that waits for a person. accepted, excluded: what the person decided. none: not valued, with why. */
export const LINE_STATES = ['valued', 'held', 'accepted', 'excluded', 'none'] as const;
export const OUTLIERS = ['jump', 'valuation', 'spread', 'area'] as const;
/** no_market: its use has none. within: its square metres are valued with the property it stands in. */
export const NOT_VALUED = ['no_market', 'no_area', 'no_evidence', 'within'] as const;
export const CLASSES = [...CONDITIONS, 'unknown'] as const;
const basis = z.number().int().min(1).max(50_000);
/** Hundredths of a percent by class of condition: 10,000 changes nothing, and is where a commune starts. */
export const ClassFactors = z.strictObject(Object.fromEntries(CLASSES.map((c) => [c, basis.default(10_000)])) as Record<(typeof CLASSES)[number], z.ZodDefault<typeof basis>>).meta({ id: 'ClassFactors' });

/** What a run is asked. Deals of the `months` before `day`; `zones` a zone set, null the districts; under `fewest` deals in a zone the whole commune's price serves, and is said to. Limits of outliers in hundredths of a percent. */
export const RunParams = z.strictObject({
  name: z.string().trim().min(1).max(200), day: Day, months: z.number().int().min(1).max(240).default(36), zones: z.string().trim().min(1).max(200).nullable().default(null), fewest: z.number().int().min(1).max(100).default(3),
  factors: ClassFactors.default(() => ClassFactors.parse({})), jumpBp: z.number().int().min(0).max(1_000_000).default(3000), spreadBp: z.number().int().min(0).max(1_000_000).default(6000), areaTimes: z.number().int().min(2).max(1000).default(10),
}).meta({ id: 'MassRunParams' });
export type RunParams = z.output<typeof RunParams>;
/** The same as a run keeps it: nothing is left to a default. */
const RunParamsKept = z.object({
  name: z.string(), day: Day, months: z.number().int(), zones: z.string().nullable(), fewest: z.number().int(), factors: z.object(Object.fromEntries(CLASSES.map((c) => [c, z.number().int()])) as Record<(typeof CLASSES)[number], z.ZodNumber>),
  jumpBp: z.number().int(), spreadBp: z.number().int(), areaTimes: z.number().int(),
}).meta({ id: 'MassRunParamsKept' });

/** The value of a line: area × price a square metre × class, rounded once to the minor unit, a half away from zero. The database computes the same on its side. */
export function lineValue(areaM2: string, perM2: bigint, factorBp: number): bigint {
  const area = fromDecimal(areaM2);
  return divRound(area.n * perM2 * BigInt(factorBp), area.d * 10_000n);
}

const By = z.object({ id: Id, name: z.string() });
export const MassRun = z.object({
  id: Id, name: z.string(), day: Day, state: z.enum(RUN_STATES), params: RunParamsKept, hash: z.string().nullable(), total: SignedMinor, valued: z.number().int(), held: z.number().int(), excluded: z.number().int(), notValued: z.number().int(),
  previous: Id.nullable(), author: By, createdAt: z.string(), adoptedBy: By.nullable(), adoptedAt: z.string().nullable(), job: Id.nullable(),
}).meta({ id: 'MassRun' });
export type MassRun = z.output<typeof MassRun>;
export const MassPrice = z.object({ use: z.enum(MARKET_USES), zone: z.string().nullable(), count: z.number().int(), perM2: SignedMinor, firstQuarter: SignedMinor, thirdQuarter: SignedMinor, serves: z.boolean() }).meta({ id: 'MassPrice' });
const group = { count: z.number().int(), value: SignedMinor, area: z.number() };
/** What moved since the run before, in minor units; the parts sum to the difference. */
export const MassChange = z.object({ previous: Id, day: Day, before: SignedMinor, after: SignedMinor, area: SignedMinor, price: SignedMinor, place: SignedMinor, class: SignedMinor, new: SignedMinor, gone: SignedMinor, newCount: z.number().int(), goneCount: z.number().int() }).meta({ id: 'MassChange' });
export const MassRunSheet = MassRun.extend({
  prices: z.array(MassPrice), byUse: z.array(z.object({ use: z.enum(MARKET_USES), ...group })), byZone: z.array(z.object({ zone: z.string().nullable(), ...group })), byClass: z.array(z.object({ class: z.enum(CLASSES), ...group })),
  reasons: z.array(z.object({ reason: z.enum(NOT_VALUED), count: z.number().int() })), change: MassChange.nullable(),
}).meta({ id: 'MassRunSheet' });
export type MassRunSheet = z.output<typeof MassRunSheet>;
export const MassLine = z.object({
  asset: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), use: z.enum(MARKET_USES).nullable(), zone: z.string().nullable(), class: z.enum(CLASSES), areaM2: z.number().nullable(), areaFrom: z.enum(['useful', 'built', 'land', 'title', 'drawn']).nullable(),
  perM2: SignedMinor.nullable(), factorBp: z.number().int(), wider: z.boolean(), value: SignedMinor.nullable(), before: SignedMinor.nullable(), state: z.enum(LINE_STATES), outliers: z.array(z.enum(OUTLIERS)), reason: z.enum(NOT_VALUED).nullable(), decidedBy: z.string().nullable(), decision: z.string().nullable(),
}).meta({ id: 'MassLine' });
export type MassLine = z.output<typeof MassLine>;
