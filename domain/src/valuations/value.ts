import { comparison } from './methods/comparison.ts';
import { administrative, replacementCost, residual } from './methods/cost.ts';
import { income, termReversion } from './methods/income.ts';
import type { ValuationInputs } from './model.ts';
import type { Valued } from './result.ts';

/** What a method finds from its inputs: the value in minor units with its lines, or a refusal that names the input. Pure; the server's figure is the one kept. */
export function value(inputs: ValuationInputs): Valued {
  switch (inputs.method) {
    case 'comparison': return comparison(inputs);
    case 'income': return income(inputs);
    case 'term_reversion': return termReversion(inputs);
    case 'replacement_cost': return replacementCost(inputs);
    case 'residual': return residual(inputs);
    case 'administrative': return administrative(inputs);
  }
}
