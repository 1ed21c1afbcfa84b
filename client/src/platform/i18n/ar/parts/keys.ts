import { keys as texts } from '../keys.ts';

/** The texts of the screen of access keys. */
export const keys = { ...texts };
