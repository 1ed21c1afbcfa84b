import { frugality as texts } from '../frugality.ts';

/** The texts of the declarations of frugality and of access. */
export const frugality = { ...texts };
