import type { Term } from './model.ts';

/** The terms as the contract has them: steps its own clause brought are folded back into the term they came from. Those a revision brought stay. */
export function contractTerms(terms: readonly Term[]): Term[] {
  return [...terms].sort((a, b) => (a.from < b.from ? -1 : 1)).reduce<Term[]>((out, term) => {
    const last = out.at(-1);
    if (term.source !== 'indexation' || last?.to !== term.from) return [...out, term];
    return [...out.slice(0, -1), { ...last, to: term.to }];
  }, []);
}
