import { fromDecimal, least, minus, over, plus, ratio, show, sum, times, type Ratio } from '../../shared/ratio.ts';
import type { Inputs } from '../model.ts';
import { line, refused, valued, type Valued } from '../result.ts';

const left = (rate: Ratio): Ratio => minus(ratio(1), rate);

/**
 * Depreciated replacement cost (RICS, DRC for financial reporting, 2018): land in its use plus the gross cost less what age or state, function and
 * surroundings took. Only for specialised property without a market and needed for long; it is no selling price.
 */
export function replacementCost(i: Inputs<'replacement_cost'>): Valued {
  const gross = times(times(fromDecimal(i.areaM2), fromDecimal(i.unitCost)), plus(ratio(1), fromDecimal(i.feeRate)));
  // A building past its life keeps no part of its cost, never less.
  const physical = i.physical.by === 'condition' ? fromDecimal(i.physical.rate) : least(ratio(1), over(fromDecimal(i.physical.age), fromDecimal(i.physical.life)));
  const kept = times(times(times(gross, left(physical)), left(fromDecimal(i.functional))), left(fromDecimal(i.external)));
  const land = fromDecimal(i.land);
  return valued(plus(land, kept), i.currency, [
    line('replacement', 'says', gross, `${i.areaM2} × ${i.unitCost} × (1 + ${i.feeRate})`), line('land', 'adds', land, i.land),
    line('building', 'adds', kept, `${show(gross)} × (1 − ${i.physical.by === 'age' ? `${i.physical.age}/${i.physical.life}` : i.physical.rate}) × (1 − ${i.functional}) × (1 − ${i.external})`)],
  ['specialised_property_only']);
}

/** Residual value of land: what the development brings less all it takes. A negative one is said, not hidden. */
export function residual(i: Inputs<'residual'>): Valued {
  const takes = (['works', 'fees', 'finance', 'profit'] as const).map((code) => line(code, 'takes', fromDecimal(i[code]), i[code]));
  const value = minus(fromDecimal(i.developmentValue), sum(takes.map((t) => fromDecimal(t.amount))));
  return valued(value, i.currency, [line('development', 'adds', fromDecimal(i.developmentValue), i.developmentValue), ...takes], value.n < 0n ? ['negative_residual'] : []);
}

/** Administrative (accounting) value: gross less straight-line depreciation; land is not depreciated, nor what has no life (null). */
export function administrative(i: Inputs<'administrative'>): Valued {
  const [gross, land] = [fromDecimal(i.gross), fromDecimal(i.land)];
  const base = minus(gross, land);
  if (base.n < 0n) return refused('land_over_gross', 'land');
  const plan = i.life === null ? ratio(0) : times(base, least(ratio(1), ratio(i.years, i.life)));
  const taken = i.already === undefined ? plan : fromDecimal(i.already);
  if (minus(base, taken).n < 0n) return refused('depreciation_over_base', 'already');
  return valued(minus(gross, taken), i.currency, [line('gross', 'adds', gross, i.gross),
    line('depreciation', 'takes', taken, i.already ?? (i.life === null ? '0' : `(${i.gross} − ${i.land}) × ${i.years}/${i.life}`))]);
}
