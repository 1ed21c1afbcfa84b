import type { Catalogue } from '../catalogue.ts';
import { shell } from './shell.ts';
import { signin } from './signin.ts';

export const en: Catalogue = { ...shell, ...signin };
