import type { Basis, TaxRule } from './rule.ts';
import type { TaxFact } from './facts.ts';
import { Refusal } from './result.ts';

const KIND_OF: Record<Basis, string> = {
  person_night: 'stay', room_night: 'stay', stay: 'stay', percent_price: 'stay', price_band: 'stay', capacity_night: 'capacity', percent_turnover: 'turnover',
  vehicle_hour: 'vehicles/hour', vehicle_day: 'vehicles/day', vehicle_month: 'vehicles/month', vehicle_year: 'vehicles/year', trip: 'trips', trip_km: 'trips', delivery: 'deliveries', flat: 'flat',
};
const kindOf = (fact: TaxFact): string => (fact.kind === 'vehicles' ? `vehicles/${fact.per}` : fact.kind);
const inForce = (rule: TaxRule, day: string): boolean => (rule.from === null || rule.from <= day) && (rule.to === null || day < rule.to);

type Answer = 'yes' | 'no' | Refusal;
const among = (values: readonly string[] | undefined, value: string | undefined, field: string): Answer =>
  values === undefined ? 'yes' : value === undefined ? new Refusal('missing_fact', field) : values.includes(value) ? 'yes' : 'no';
const field = (fact: TaxFact, name: 'class' | 'vehicleType' | 'goods'): string | undefined => (name in fact ? (fact as Partial<Record<typeof name, string>>)[name] : undefined);

/** Every condition of the rule on this fact. A zone that is only possible refuses instead of choosing. */
function holds(rule: TaxRule, fact: TaxFact, nationality: string | undefined): Answer {
  const w = rule.when;
  const people: Answer = w.populationOver === undefined && w.populationUpTo === undefined ? 'yes'
    : fact.population === undefined ? new Refusal('missing_fact', 'population')
      : fact.population > (w.populationOver ?? -1) && fact.population <= (w.populationUpTo ?? Infinity) ? 'yes' : 'no';
  const all: Answer[] = [
    among(w.platformKinds, fact.platformKind, 'platformKind'), among(w.classes, field(fact, 'class'), 'class'), among(w.vehicleTypes, field(fact, 'vehicleType'), 'vehicleType'),
    among(w.goods, field(fact, 'goods'), 'goods'), among(w.nationalities, nationality, 'guests.nationality'), people,
    w.zones !== undefined && fact.zone?.certainty === 'possible' ? new Refusal('zone_uncertain', 'zone') : among(w.zones, fact.zone?.code, 'zone'),
  ];
  return all.includes('no') ? 'no' : all.find((a): a is Refusal => a instanceof Refusal) ?? 'yes';
}
const specificity = (rule: TaxRule): number => Object.values(rule.when).filter((v) => v !== undefined).length;

/** Rules of one tax that read one kind of fact, the most specific first. */
export interface Ranked { tax: string; rules: readonly TaxRule[] }
/** Puts the rules in order once for any number of facts; answers, for a fact, the rules of each tax that read it. */
export function rank(rules: readonly TaxRule[]): (fact: TaxFact) => readonly Ranked[] {
  const kinds = new Map<string, Ranked[]>();
  const taxes = [...new Set(rules.map((r) => r.tax))].sort();
  const inOrder = [...rules].sort((a, b) => specificity(b) - specificity(a) || (a.key < b.key ? -1 : a.key > b.key ? 1 : (a.from ?? '') < (b.from ?? '') ? -1 : 1));
  return (fact) => {
    const kind = kindOf(fact);
    let found = kinds.get(kind);
    if (found === undefined) {
      found = taxes.map((tax) => ({ tax, rules: inOrder.filter((r) => r.tax === tax && KIND_OF[r.basis] === kind) })).filter((r) => r.rules.length > 0);
      kinds.set(kind, found);
    }
    return found;
  };
}

/** A country that no rule of the tax names is `foreign` where one of them speaks of foreigners; a nationality nobody gave stays unknown. */
function grouped(ranked: readonly TaxRule[], nationality: string | undefined): string | undefined {
  const named = (code: string): boolean => ranked.some((r) => r.when.nationalities?.includes(code) === true);
  return nationality === undefined || named(nationality) || !/^[A-Z]{2}$/.test(nationality) || !named('foreign') ? nationality : 'foreign';
}

/**
 * The rule in force: most specific first (MDS policy: the first that matches wins). Two of one rank that both hold, a fact the conditions ask for
 * and nobody gave, an uncertain zone: each is a refusal, never a guess.
 * @param ranked most specific first, as `rank` puts them
 * @param dayFor the day that dates this rule for this fact
 */
export function choose(ranked: readonly TaxRule[], fact: TaxFact, said: string | undefined, dayFor: (rule: TaxRule) => string): TaxRule | Refusal {
  const nationality = grouped(ranked, said);
  const current = ranked.filter((r) => inForce(r, dayFor(r)));
  let found: TaxRule | undefined;
  for (const rule of current) {
    if (found !== undefined && specificity(rule) < specificity(found)) break;
    const answer = holds(rule, fact, nationality);
    if (answer instanceof Refusal) return new Refusal(answer.code, answer.field, [rule.key]);
    if (answer === 'no') continue;
    if (found !== undefined) return new Refusal('ambiguous_rules', null, [found.key, rule.key]);
    found = rule;
  }
  if (found !== undefined) return found;
  return new Refusal(ranked.some((r) => holds(r, fact, nationality) === 'yes') ? 'no_rule_in_force' : 'no_rule_matches');
}
