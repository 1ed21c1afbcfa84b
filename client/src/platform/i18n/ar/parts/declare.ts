import { declare as texts } from '../declare.ts';

/** The texts of returns. */
export const declare = { ...texts };
