import { shell } from './shell.ts';
import { signin } from './signin.ts';

export const fr = { ...shell, ...signin } as const;
