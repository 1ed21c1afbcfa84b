import { fromDecimal, greatest, least, plus, ratio, show, times } from '../shared/ratio.ts';
import type { Method, ValuationInputs } from './model.ts';
import { value } from './value.ts';
import type { Valued } from './result.ts';

/** The inputs whose move is shown, by method: yield, void, unit price (issue 5). */
export const MOVED: Readonly<Record<Method, readonly string[]>> = { comparison: ['pricePerM2'], income: ['yield', 'voidRate'], term_reversion: ['yield', 'reversionRent'], replacement_cost: ['unitCost'], residual: ['developmentValue', 'works'], administrative: [] };
/** A share moves by points, since a share of nothing stays nothing; the others by hundredths of themselves. */
const SHARES: readonly string[] = ['voidRate'];
export const MOVES = [-20, -10, 0, 10, 20] as const;

/** The value with one input moved by each step: `at` is the input then, null where all prices of a comparison move together. Exact, by the same functions as the value. */
export function moves(inputs: ValuationInputs, field: string): { step: number; at: string | null; found: Valued }[] {
  return MOVES.map((step) => {
    const factor = plus(ratio(1), ratio(step, 100));
    const plain = (r: ReturnType<typeof fromDecimal>): string => show(r).replace('…', '');
    if (inputs.method === 'comparison') return { step, at: null, found: value({ ...inputs, comparables: inputs.comparables.map((c) => ({ ...c, pricePerM2: plain(times(fromDecimal(c.pricePerM2), factor)) })) }) };
    const start = fromDecimal(String((inputs as Readonly<Record<string, unknown>>)[field] ?? '0'));
    const at = plain(SHARES.includes(field) ? least(ratio(1), greatest(ratio(0), plus(start, ratio(step, 100)))) : times(start, factor));
    return { step, at, found: value({ ...inputs, [field]: at }) };
  });
}
