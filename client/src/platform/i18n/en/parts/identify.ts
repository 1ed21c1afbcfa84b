import { identify as texts } from '../identify.ts';

/** The texts of what identifies a listing. */
export const identify = { ...texts };
