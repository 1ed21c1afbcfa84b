import { help as texts } from '../help.ts';

/** The texts of the help and of the first tour; the guides themselves are the help's. */
export const help = { ...texts };
