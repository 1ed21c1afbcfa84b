import { addDays, daysBetween } from '../shared/day.ts';
import { choose } from './choose.ts';
import type { GuestGroup, StayFact } from './facts.ts';
import { exempt, fees, taxed, type Exact } from './lines.ts';
import { seasonOf } from './season.ts';
import { compare, fromDecimal, over, ratio, show, times, type Ratio } from '../shared/ratio.ts';
import { Refusal } from './result.ts';
import type { TaxRule } from './rule.ts';

const BY_PERSON: ReadonlySet<string> = new Set(['person_night', 'percent_price']);
/** One rule and season over some nights of the stay. `from` counts nights from the arrival. */
interface Stretch { rule: TaxRule; season: TaxRule['seasons'][number] | undefined; from: number; nights: number }

/** The nights of a stay, cut where the rule or the season changes: a rule is chosen once between two days on which one may begin or end. */
function stretches(rules: readonly TaxRule[], stay: StayFact, nationality: string | undefined): Stretch[] | Refusal {
  const out: Stretch[] = [];
  const put = (rule: TaxRule, season: Stretch['season'], nights: number): void => {
    const last = out.at(-1);
    // Two versions of one key are two rules: a stay that crosses the change bears each for its own nights.
    if (last !== undefined && last.rule === rule && last.season === season) last.nights += nights;
    else out.push({ rule, season, from: last === undefined ? 0 : last.from + last.nights, nights });
  };
  const changes = rules.flatMap((r) => (r.datedBy === 'night' ? [r.from, r.to] : [])).filter((d): d is string => d !== null && d > stay.arrival && d < stay.departure);
  const marks = [stay.arrival, ...[...new Set(changes)].sort(), stay.departure];
  for (let i = 1; i < marks.length; i++) {
    const [from, to] = [marks[i - 1] ?? stay.arrival, marks[i] ?? stay.departure];
    const rule = choose(rules, stay, nationality, (r) => (r.datedBy === 'night' ? from : r.datedBy === 'arrival' ? stay.arrival : stay.contractOn ?? stay.arrival));
    if (rule instanceof Refusal) return rule;
    const nights = daysBetween(from, to);
    if (rule.seasons.length === 0) put(rule, undefined, nights);
    else for (let n = 0; n < nights; n++) put(rule, seasonOf(rule, addDays(from, n)), 1);
  }
  return out;
}

/** Nights of the stretch that still count, when `before` nights of the same run had been spent before this stay. */
function counted(s: Stretch, before: number): number {
  const max = s.rule.maxNightsPerStay;
  return max === undefined ? s.nights : Math.max(0, Math.min(s.nights, max - before - s.from));
}

/** Why this group bears nothing under the rule, or null. */
function freed(rule: TaxRule, group: GuestGroup): string | null | Refusal {
  if (group.exemption !== undefined) return rule.exemptions.some((e) => e.code === group.exemption) ? group.exemption : new Refusal('unknown_exemption', 'guests.exemption', [rule.key]);
  if (rule.ageMin === undefined || group.adult === true) return null;
  if (group.age !== undefined) return group.age < rule.ageMin ? 'age' : null;
  return group.adult === false && rule.ageMin >= 18 ? 'age' : new Refusal('missing_fact', 'guests.age', [rule.key]);
}

const all = (stay: StayFact): number => stay.guests.reduce((n, g) => n + g.count, 0);
const nightPrice = (stay: StayFact): Ratio | null => (stay.nightPrice !== undefined ? fromDecimal(stay.nightPrice)
  : stay.price !== undefined ? over(fromDecimal(stay.price), ratio(daysBetween(stay.arrival, stay.departure))) : null);

/** The unit amount of a stretch and how it came about. Prices are shared among all guests, and borne by those who owe (France, L. 2333-30). */
function unit(s: Stretch, stay: StayFact): { amount: Ratio; said: string } | Refusal {
  const { rule, season } = s;
  const price = nightPrice(stay);
  const needsPrice = rule.basis === 'percent_price' || rule.basis === 'price_band' || rule.threshold?.of === 'night_price';
  if (needsPrice && price === null) return new Refusal('missing_fact', 'price', [rule.key]);
  const p = price ?? ratio(0);
  if (rule.threshold?.of === 'night_price') {
    const c = compare(p, fromDecimal(rule.threshold.min));
    if (rule.threshold.exclusive ? c <= 0 : c < 0) return { amount: ratio(0), said: `${show(p)} < ${rule.threshold.min}` };
  }
  const heads = ratio(all(stay));
  let out: { amount: Ratio; said: string };
  if (rule.basis === 'percent_price') out = { amount: times(over(p, heads), fromDecimal(rule.rate ?? '0')), said: `${show(p)} / ${show(heads)} × ${rule.rate}` };
  else if (rule.basis === 'price_band') {
    const each = over(p, rule.bandPer === 'room_night' ? ratio(stay.rooms) : heads);
    const band = rule.bands?.find((b) => b.upTo === null || compare(each, fromDecimal(b.upTo)) <= 0);
    if (band === undefined) return new Refusal('no_rule_matches', 'price', [rule.key]);
    out = { amount: fromDecimal(band.amount), said: band.amount };
  } else out = { amount: fromDecimal(season?.amount ?? rule.amount ?? '0'), said: season?.amount ?? rule.amount ?? '0' };
  return season?.factor === undefined ? out : { amount: times(out.amount, fromDecimal(season.factor)), said: `${out.said} × ${season.factor}` };
}

/**
 * Lines of one stay. `before` is how many nights the same guests had already spent there without a break: the most-nights rule counts the run,
 * not the booking.
 */
export function stayLines(rules: readonly TaxRule[], stay: StayFact, before: number): { rule: TaxRule; lines: Exact[] }[] | Refusal {
  const out = new Map<TaxRule, { rule: TaxRule; lines: Exact[] }>();
  const put = (rule: TaxRule, lines: Exact[]): void => { const had = out.get(rule); if (had) had.lines.push(...lines); else out.set(rule, { rule, lines }); };
  const asked = rules.some((r) => r.when.nationalities !== undefined);
  const nationalities = new Set(stay.guests.map((g) => g.nationality));
  const rooms = new Set<string>();
  for (const group of stay.guests) {
    const parts = stretches(rules, stay, group.nationality);
    if (parts instanceof Refusal) return parts;
    for (const s of parts) {
      const person = BY_PERSON.has(s.rule.basis) || s.rule.basis === 'price_band' && s.rule.bandPer === 'person_night';
      if (!person && asked && nationalities.size > 1) return new Refusal('mixed_nationalities', 'guests.nationality', [s.rule.key]);
      const reason = freed(s.rule, group);
      if (reason instanceof Refusal) return reason;
      const heads = person ? group.count : s.rule.basis === 'stay' ? 1 : stay.rooms;
      const nights = counted(s, before);
      if (reason !== null) {
        if (person) put(s.rule, [exempt(s.rule, ratio(group.count * s.nights), 'person_night', reason)]);
        continue;
      }
      // A room, or a stay, is borne once however many groups sleep in it.
      const once = `${s.rule.key}|${s.rule.basis === 'stay' ? '' : s.from}`;
      if (!person && rooms.has(once)) continue;
      rooms.add(once);
      const each = unit(s, stay);
      if (each instanceof Refusal) return each;
      const quantity = s.rule.basis === 'stay' ? ratio(1) : ratio(heads * nights);
      const notes = [...(nights < s.nights ? ['most_nights_reached'] : []), ...(before > 0 && s.rule.maxNightsPerStay !== undefined ? ['nights_of_the_run_before'] : []),
        ...(s.rule.datedBy === 'contract' && stay.contractOn === undefined ? ['contract_day_unknown'] : [])];
      const formula = s.rule.basis === 'stay' ? each.said : `${heads} × ${nights} × ${each.said}`;
      put(s.rule, taxed(s.rule, { quantity, unit: s.rule.basis === 'stay' ? 'stay' : person ? 'person_night' : 'room_night', unitAmount: each.amount, formula, notes }));
    }
  }
  // A fee goes with what bears something: so much a room, or once a stay.
  return [...out.values()].map(({ rule, lines }) => ({ rule, lines: lines.some((l) => l.line.kind === 'tax') ? [...lines, ...fees(rule, ratio(stay.rooms), false)] : lines }));
}
