import { fill, type Language } from '../shared/texts.ts';
import { fromMinor } from '../shared/money.ts';
import { compute } from './compute.ts';
import type { TaxAnswer } from './contract.ts';
import type { TaxFact } from './facts.ts';
import type { TaxRule } from './rule.ts';
import { texts } from './texts.ts';

/** The computation with its sums by tax, and its refusals said in a language. */
export function answer(rules: readonly TaxRule[], facts: readonly TaxFact[], day: string, language: Language): TaxAnswer {
  const outcomes = compute(facts, rules, day);
  const totals = new Map<string, { tax: string; currency: string; exponent: number; sum: bigint }>();
  for (const o of outcomes) {
    if (o.kind === 'refused') continue;
    const key = `${o.tax} ${o.currency}`;
    const had = totals.get(key) ?? { tax: o.tax, currency: o.currency, exponent: o.exponent, sum: 0n };
    totals.set(key, { ...had, sum: had.sum + BigInt(o.total) });
  }
  return {
    day,
    outcomes: outcomes.map((o) => (o.kind === 'assessed' ? o : { ...o, message: fill(texts[language][`tax.${o.code}`], { field: o.field ?? '', rules: o.rules.join(', ') }) })),
    totals: [...totals.values()].map((t) => ({ tax: t.tax, currency: t.currency, total: String(t.sum), totalText: fromMinor(t.sum, t.exponent) })),
    refused: outcomes.filter((o) => o.kind === 'refused').length,
  };
}
