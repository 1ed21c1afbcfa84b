import { addMonths, wholeMonths, type Day } from '../shared/day.ts';
import type { Term } from './model.ts';

/** The terms as the contract has them: steps its own clause brought are folded back into the term they came from. Those a revision brought stay. */
export function contractTerms(terms: readonly Term[]): Term[] {
  return [...terms].sort((a, b) => (a.from < b.from ? -1 : 1)).reduce<Term[]>((out, term) => {
    const last = out.at(-1);
    if (term.source !== 'indexation' || last?.to !== term.from) return [...out, term];
    return [...out.slice(0, -1), { ...last, to: term.to }];
  }, []);
}

/**
 * The first day after the term that runs on `on`: the contract's own end, or with tacit renewal the end of the renewal then running. Renewals are counted from the contract's
 * end, so that a 31st comes back after a shorter month. Null where no term is known: none agreed, or renewed for a length nobody stated.
 */
export function termEnd(o: { endsOn: Day | null; tacitRenewal: boolean; renewalMonths: number | null }, on: Day): Day | null {
  if (o.endsOn === null || o.endsOn > on || !o.tacitRenewal) return o.endsOn;
  return o.renewalMonths === null ? null : addMonths(o.endsOn, (Math.floor(wholeMonths(o.endsOn, on) / o.renewalMonths) + 1) * o.renewalMonths);
}
