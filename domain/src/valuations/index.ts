export { METHODS, ValuationInputs, type Inputs, type Method } from './model.ts';
export { value } from './value.ts';
export { MOVED, MOVES, moves } from './sensitivity.ts';
export type { Valued, ValueLine } from './result.ts';
export { FEWEST_COMPARABLES } from './methods/comparison.ts';
export { yearsPurchase } from './methods/income.ts';
export { NewValuation, PURPOSES, VALUATION_STATES, VALUE_BASES, ValuationRow, createValuation, endpoints, listValuations, signValuation, withdrawValuation } from './contract.ts';
