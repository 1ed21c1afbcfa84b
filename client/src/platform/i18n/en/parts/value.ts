import { comparables } from '../comparables.ts';
import { valuations } from '../valuations.ts';

export const value = { ...comparables, ...valuations };
