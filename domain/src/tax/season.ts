import { fromDecimal, times } from '../shared/ratio.ts';
import type { Measure } from './lines.ts';
import type { TaxRule } from './rule.ts';

export type Season = TaxRule['seasons'][number];
/** The season of a rule a day falls in, both its days included; one that ends before it begins goes over the new year. */
export const seasonOf = (rule: TaxRule, day: string): Season | undefined => {
  const md = day.slice(5);
  return rule.seasons.find((s) => (s.from <= s.to ? md >= s.from && md <= s.to : md >= s.from || md <= s.to));
};

/** The tariff of what happened on one day: a season's own amount takes the place of the rule's, its factor multiplies what a unit bears. */
export function inSeason(rule: TaxRule, day: string): { rule: TaxRule; seasoned: (m: Measure) => Measure } {
  const season = seasonOf(rule, day), { amount, factor } = season ?? {};
  return {
    rule: amount === undefined ? rule : { ...rule, amount },
    seasoned: (m) => (factor === undefined ? m : { ...m, unitAmount: times(m.unitAmount, fromDecimal(factor)), formula: `(${m.formula}) × ${factor}` }),
  };
}
