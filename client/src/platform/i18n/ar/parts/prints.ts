import { prints as texts } from '../prints.ts';

/** The texts of the composer of maps. */
export const prints = { ...texts };
