import { shell } from './shell.ts';
import { signin } from './signin.ts';

/** What is said before anybody is signed in. */
export const first = { ...shell, ...signin };
