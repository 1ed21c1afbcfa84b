import { admin as texts } from '../admin.ts';

/** The texts of the administration's screens. */
export const admin = { ...texts };
