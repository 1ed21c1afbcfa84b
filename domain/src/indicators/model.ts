import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Page } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';

/** By what the figures are split: the district, the service that uses, the use, the domain. */
export const INDICATOR_GROUPS = ['district', 'service', 'use', 'domain'] as const;
export type IndicatorGroup = (typeof INDICATOR_GROUPS)[number];

/**
 * The indicators of domain §3.6, each a numerator over a denominator that is said beside it. Counts are of properties held on the day, or of rights;
 * areas square metres; amounts whole minor units. A ratio of sums, never a mean of ratios.
 */
export const INDICATORS = ['title_count', 'title_area', 'complete', 'validated', 'vacant_count', 'vacant_area', 'without_title', 'without_title_area', 'expiry_3', 'expiry_6', 'expiry_12', 'collection', 'arrears', 'gross_yield', 'net_yield', 'cost_m2', 'fci'] as const;
export type IndicatorKey = (typeof INDICATORS)[number];
/** How numerator and denominator are read; `listed` names the indicators whose number opens a list of properties. */
export const INDICATOR_KINDS: Readonly<Record<IndicatorKey, { num: 'count' | 'area' | 'money'; den: 'count' | 'area' | 'money'; ratio: 'percent' | 'money'; listed: boolean; money: boolean }>> = {
  title_count: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, title_area: { num: 'area', den: 'area', ratio: 'percent', listed: true, money: false },
  complete: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, validated: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false },
  vacant_count: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, vacant_area: { num: 'area', den: 'area', ratio: 'percent', listed: true, money: false },
  without_title: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, without_title_area: { num: 'area', den: 'area', ratio: 'percent', listed: true, money: false },
  expiry_3: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, expiry_6: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false }, expiry_12: { num: 'count', den: 'count', ratio: 'percent', listed: true, money: false },
  collection: { num: 'money', den: 'money', ratio: 'percent', listed: true, money: true }, arrears: { num: 'money', den: 'money', ratio: 'percent', listed: true, money: true },
  gross_yield: { num: 'money', den: 'money', ratio: 'percent', listed: true, money: true }, net_yield: { num: 'money', den: 'money', ratio: 'percent', listed: true, money: true }, cost_m2: { num: 'money', den: 'area', ratio: 'money', listed: true, money: true }, fci: { num: 'money', den: 'money', ratio: 'percent', listed: true, money: false },
};
/** Numerator over denominator; null where there is nothing to divide by: "not computable", never zero. */
export const ratioOf = (num: string, den: string): number | null => (Number(den) === 0 ? null : Number(num) / Number(den));

export const IndicatorValue = z.object({ key: z.enum(INDICATORS), num: z.string(), den: z.string() });
export const IndicatorRow = z.object({ group: z.string(), properties: z.number().int(), values: z.array(IndicatorValue) });
/** Unpaid dues by how long they are past due on the day. */
export const Ageing = z.object({ d30: SignedMinor, d90: SignedMinor, d365: SignedMinor, more: SignedMinor });
export const IndicatorReport = z.object({ day: Day, by: z.enum(INDICATOR_GROUPS), total: IndicatorRow, rows: z.array(IndicatorRow), ageing: Ageing.nullable() }).meta({ id: 'IndicatorReport' });
export type IndicatorReport = z.output<typeof IndicatorReport>;
export const IndicatorTrend = z.object({ key: z.enum(INDICATORS), points: z.array(z.object({ day: Day, num: z.string(), den: z.string() })) }).meta({ id: 'IndicatorTrend' });
export const IndicatorQuery = z.object({ day: Day.optional(), by: z.enum(INDICATOR_GROUPS).default('district') });
export const IndicatorListQuery = IndicatorQuery.extend(Page.shape).extend({ key: z.enum(INDICATORS), group: z.string().max(200).optional() });
/** A property behind a number: what it adds to the numerator and to the denominator. */
export const IndicatorList = z.object({ total: z.number().int(), rows: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), nameAr: z.string().nullable(), group: z.string(), num: z.string(), den: z.string() })) }).meta({ id: 'IndicatorList' });
