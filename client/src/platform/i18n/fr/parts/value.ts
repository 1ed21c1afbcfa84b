import { comparables } from '../comparables.ts';
import { valuations } from '../valuations.ts';

/** The texts of values, condition and what stands on them. */
export const value = { ...comparables, ...valuations };
