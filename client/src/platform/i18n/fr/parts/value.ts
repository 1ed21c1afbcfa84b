import { valorisation } from '../valorisation.ts';
import { indicators } from '../indicators.ts';
import { statements } from '../statements.ts';
import { condition } from '../condition.ts';
import { portfolio } from '../portfolio.ts';
import { reconciliation } from '../reconciliation.ts';
import { comparables } from '../comparables.ts';
import { valuations } from '../valuations.ts';

/** The texts of values, condition and what stands on them. */
export const value = { ...statements, ...indicators, ...valorisation, ...condition, ...portfolio, ...reconciliation, ...comparables, ...valuations };
