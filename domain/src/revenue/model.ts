import { z } from 'zod';
import { RULE_USES } from '../revisions/rules.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { Geometry } from '../shared/geo.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';
import { GAP_BANDS } from './gap.ts';

/** A property with what it brings and could bring, in minor units a year. `kind` without_title: nothing is owed by contract, the fee is an estimate. `free`: given without rent. */
export const GapRow = z.object({
  assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), district: z.string().nullable(), use: z.enum(RULE_USES), kind: z.enum(['let', 'free', 'without_title']), occupations: z.number().int(), areaM2: z.number().nullable(), areaFrom: z.enum(['contract', 'register', 'drawn', 'none']),
  contract: SignedMinor, legal: SignedMinor.nullable(), legalGap: SignedMinor.nullable(), market: SignedMinor.nullable(), marketGap: SignedMinor.nullable(), share: z.number().nullable(), band: z.enum(GAP_BANDS), /** Where the market figure comes from: set by the commune, seen in its file of rents (`deals` of them), claimed of an occupant without title. */ marketFrom: z.enum(['set', 'seen', 'claim', 'none']), deals: z.number().int(), missed: SignedMinor.nullable(), lon: z.number().nullable(), lat: z.number().nullable(),
}).meta({ id: 'RevenueGapRow' });
export type GapRow = z.output<typeof GapRow>;
const sums = { properties: z.number().int(), contract: SignedMinor, legalGap: SignedMinor, marketGap: SignedMinor, withoutTitle: z.number().int(), withoutTitleFee: SignedMinor, unknown: z.number().int(), /** Properties whose rule of revision gives no ceiling in figures. */ legalUnknown: z.number().int() };
export const GapReport = z.object({ day: Day, ...sums, districts: z.array(z.object({ district: z.string().nullable(), ...sums })), total: z.number().int(), rows: z.array(GapRow) }).meta({ id: 'RevenueGapReport' });
export type GapReport = z.output<typeof GapReport>;
export const GapMap = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry: Geometry, properties: z.object({ code: z.string(), band: z.enum(GAP_BANDS), kind: z.string(), marketGap: z.string().nullable() }) })) }).meta({ id: 'RevenueGapMap' });
export const MarketRent = z.object({ id: Id, use: z.enum(RULE_USES), district: z.string().nullable(), from: Day, perM2Month: SignedMinor, source: z.string() }).meta({ id: 'MarketRent' });
export const NewMarketRent = z.strictObject({ use: z.enum(RULE_USES), district: z.string().trim().min(1).max(200).nullable().default(null), from: Day, perM2Month: PositiveMinor, source: z.string().trim().min(3).max(300) }).meta({ id: 'NewMarketRent' });
