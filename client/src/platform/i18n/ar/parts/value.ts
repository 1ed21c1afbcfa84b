import { condition } from '../condition.ts';
import { portfolio } from '../portfolio.ts';
import { reconciliation } from '../reconciliation.ts';
import { comparables } from '../comparables.ts';
import { valuations } from '../valuations.ts';

export const value = { ...condition, ...portfolio, ...reconciliation, ...comparables, ...valuations };
