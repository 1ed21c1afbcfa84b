import { fromDecimal, minus, over, plus, power, ratio, show, times, type Ratio } from '../../shared/ratio.ts';
import type { Inputs } from '../model.ts';
import { line, refused, valued, type Valued } from '../result.ts';

/** Income capitalisation: NOI / y. A share of costs counts on the rent left after the void. */
export function income(i: Inputs<'income'>): Valued {
  const gross = fromDecimal(i.grossRent);
  const lost = times(gross, fromDecimal(i.voidRate));
  const rest = minus(gross, lost);
  const costs = plus(times(rest, fromDecimal(i.costRate)), fromDecimal(i.costs));
  const noi = minus(rest, costs);
  if (noi.n < 0n) return refused('costs_over_income', 'costs');
  const value = over(noi, fromDecimal(i.yield));
  return valued(value, i.currency, [line('gross', 'says', gross, show(gross)), line('void', 'says', lost, `${show(gross)} × ${i.voidRate}`), line('costs', 'says', costs, `${show(rest)} × ${i.costRate} + ${i.costs}`),
    line('noi', 'says', noi, `${show(gross)} − ${show(lost)} − ${show(costs)}`), line('value', 'adds', value, `${show(noi)} / ${i.yield}`)]);
}

/** Years' purchase of a rent for `years` at yield `y`: (1 − (1 + y)^−n) / y. */
export const yearsPurchase = (y: Ratio, years: number): Ratio => over(minus(ratio(1), power(plus(ratio(1), y), -years)), y);

/** Term and reversion: the rent passing until the lease ends, then the market's, for ever. */
export function termReversion(i: Inputs<'term_reversion'>): Valued {
  const [rent, erv, y] = [fromDecimal(i.rent), fromDecimal(i.reversionRent), fromDecimal(i.yield)];
  const after = fromDecimal(i.reversionYield ?? i.yield);
  const term = times(rent, yearsPurchase(y, i.years));
  const reversion = times(over(erv, after), power(plus(ratio(1), after), -i.years));
  return valued(plus(term, reversion), i.currency, [
    line('term', 'adds', term, `${i.rent} × (1 − (1 + ${i.yield})^−${i.years}) / ${i.yield}`),
    line('reversion', 'adds', reversion, `${i.reversionRent} / ${show(after)} × (1 + ${show(after)})^−${i.years}`)]);
}
