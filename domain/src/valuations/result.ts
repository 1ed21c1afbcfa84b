import { fromMinor, currencyExponent, divRound } from '../shared/money.ts';
import { show, times, ratio, type Ratio } from '../shared/ratio.ts';

/** One step of a valuation as it is shown and kept. `amount` is in the currency's unit, exact; `formula` says how it came about. */
export interface ValueLine { code: string; formula: string; amount: string; sign: 'adds' | 'takes' | 'says' }
/** What a method finds. `value` is in whole minor units, rounded once, half away from zero. */
export type Valued =
  | { kind: 'valued'; value: string; text: string; lines: ValueLine[]; notes: string[]; range: { low: string; high: string } | null }
  | { kind: 'refused'; code: string; field: string };

export const refused = (code: string, field: string): Valued => ({ kind: 'refused', code, field });
export const line = (code: string, sign: ValueLine['sign'], amount: Ratio, formula: string): ValueLine => ({ code, sign, formula, amount: show(amount) });
const minor = (value: Ratio, currency: string): bigint => { const v = times(value, ratio(10n ** BigInt(currencyExponent(currency)))); return divRound(v.n, v.d); };
export const valued = (value: Ratio, currency: string, lines: ValueLine[], notes: string[] = [], range: { low: Ratio; high: Ratio } | null = null): Valued => {
  const found = minor(value, currency);
  return { kind: 'valued', value: String(found), text: fromMinor(found, currencyExponent(currency)), lines, notes, range: range === null ? null : { low: String(minor(range.low, currency)), high: String(minor(range.high, currency)) } };
};
