import { currencyExponent } from '../shared/money.ts';
import { compute } from './compute.ts';
import type { Example } from './pack.ts';
import { compare, fromDecimal, ratio, show, type Ratio } from '../shared/ratio.ts';
import type { TaxRule } from './rule.ts';

/** What the rules give for an example beside what it expects; `passed` only when every fact is assessed and the amounts are equal. */
export interface Tried { id: string; passed: boolean; expected: string; found: string | null; refusals: { ref: string; code: string; field: string | null }[] }

/** Tries the examples on the rules: rules may be published only when all pass. */
export const tryExamples = (rules: readonly TaxRule[], examples: readonly Example[]): Tried[] => examples.map((example) => {
  const outcomes = compute(example.facts, example.tax === undefined ? rules : rules.filter((r) => r.tax === example.tax), example.day);
  const refusals = outcomes.flatMap((o) => (o.kind === 'refused' ? [{ ref: o.ref, code: o.code, field: o.field }] : []));
  const exponents = new Set(outcomes.flatMap((o) => (o.kind === 'assessed' ? [currencyExponent(o.currency)] : [])));
  const minor = outcomes.reduce((n, o) => (o.kind === 'assessed' ? n + BigInt(o.total) : n), 0n);
  const found: Ratio | null = refusals.length > 0 || exponents.size !== 1 ? null : ratio(minor, 10n ** BigInt([...exponents][0] ?? 0));
  return { id: example.id, passed: found !== null && compare(found, fromDecimal(example.total)) === 0, expected: example.total, found: found === null ? null : show(found), refusals };
});
