import { fromDecimal, times } from '../shared/ratio.ts';
import type { TaxRule } from '../tax/rule.ts';

/** A change to try: amounts and rates multiplied, in some zones or classes only, or other days. */
export interface Variation { factor: string; zones?: readonly string[]; classes?: readonly string[]; from?: string }

/** A decimal of at most nine places, the rest dropped: a proposal is a tariff somebody votes. */
function decimal(a: string, factor: string): string {
  const r = times(fromDecimal(a), fromDecimal(factor));
  const scaled = (r.n * 1_000_000_000n) / r.d;
  const text = `${String(scaled / 1_000_000_000n)}.${String(scaled % 1_000_000_000n).padStart(9, '0')}`;
  return text.replace(/\.?0+$/, '');
}
const raised = (r: TaxRule, factor: string): TaxRule => ({
  ...r, ...(r.amount === undefined ? {} : { amount: decimal(r.amount, factor) }), ...(r.rate === undefined ? {} : { rate: decimal(r.rate, factor) }),
  ...(r.bands === undefined ? {} : { bands: r.bands.map((b) => ({ ...b, amount: decimal(b.amount, factor) })) }),
  ...(r.tiers === undefined ? {} : { tiers: { ...r.tiers, rows: r.tiers.rows.map((t) => (t.amount === undefined ? t : { ...t, amount: decimal(t.amount, factor) })) } }),
});

/**
 * The rules as they would be under a change, in a copy. In some zones, each rule gets a more specific one beside it; from a day, the rule is cut
 * there. Pure: the given rules are not touched.
 */
export function vary(rules: readonly TaxRule[], v: Variation): TaxRule[] {
  return rules.flatMap((r): TaxRule[] => {
    const meant = v.classes === undefined || (r.when.classes?.some((c) => v.classes?.includes(c)) ?? false);
    const open = v.from === undefined || r.to === null || r.to > v.from;
    if (!meant || !open) return [r];
    const from = v.from !== undefined && (r.from === null || r.from < v.from) ? v.from : r.from;
    const zones = v.zones === undefined ? undefined : r.when.zones === undefined ? [...v.zones] : r.when.zones.filter((z) => v.zones?.includes(z));
    if (zones?.length === 0) return [r];
    const { version: _v, ...copy } = raised(r, v.factor);
    const next: TaxRule = { ...copy, from, key: `${r.key}.essai`, when: { ...r.when, ...(zones === undefined ? {} : { zones }) } };
    // One that holds everywhere is replaced from its day; one with zones of its own gives up those that change.
    if (zones === undefined) return from === r.from ? [next] : [{ ...r, to: from }, next];
    if (r.when.zones === undefined) return [r, next];
    const rest = r.when.zones.filter((z) => !zones.includes(z));
    const kept = rest.length === 0 ? [] : [{ ...r, key: `${r.key}.reste`, from, when: { ...r.when, zones: rest } }];
    return [...(from === r.from ? [] : [{ ...r, to: from }]), ...kept, next];
  });
}
