import { trust as texts } from '../trust.ts';

/** The texts of the second factor and of proving who one is. */
export const trust = { ...texts };
