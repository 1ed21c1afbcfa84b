import { fromDecimal, greatest, least, over, plus, ratio, show, sum, times, type Ratio } from '../../shared/ratio.ts';
import type { Inputs } from '../model.ts';
import { line, refused, valued, type Valued } from '../result.ts';

/** Fewer sales than this are an opinion, not a market. */
export const FEWEST_COMPARABLES = 3;

/** Market comparison (IVS market approach): area times the mean of the adjusted unit prices, with their spread. */
export function comparison(i: Inputs<'comparison'>): Valued {
  if (i.comparables.length < FEWEST_COMPARABLES) return refused('too_few_comparables', 'comparables');
  const area = fromDecimal(i.areaM2);
  const adjusted = i.comparables.map((c) => {
    const price = c.adjustments.reduce((p, a) => times(p, plus(ratio(1), fromDecimal(a.rate))), fromDecimal(c.pricePerM2));
    return { price, line: line(`comparable:${c.ref}`, 'says', price, [c.pricePerM2, ...c.adjustments.map((a) => `(1 + ${a.rate})`)].join(' × ')) };
  });
  const prices = adjusted.map((a) => a.price);
  const [first = ratio(0), ...others] = prices;
  const mean = over(sum(prices), ratio(prices.length));
  const low = others.reduce<Ratio>(least, first);
  const high = others.reduce<Ratio>(greatest, first);
  return valued(times(mean, area), i.currency, [...adjusted.map((a) => a.line), line('mean', 'says', mean, `(${prices.map(show).join(' + ')}) / ${prices.length}`),
    line('value', 'adds', times(mean, area), `${show(area)} × ${show(mean)}`)], [], { low: times(low, area), high: times(high, area) });
}
