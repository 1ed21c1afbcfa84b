import { collect as texts } from '../collect.ts';

/** The texts of collection, of controls and of taxpayers’ accounts. */
export const collect = { ...texts };
