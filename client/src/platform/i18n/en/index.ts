import type { Catalogue } from '../catalogue.ts';
import { assets } from './assets.ts';
import { drawing } from './drawing.ts';
import { imports } from './imports.ts';
import { map } from './map.ts';
import { shell } from './shell.ts';
import { signin } from './signin.ts';
import { work } from './work.ts';
import { zones } from './zones.ts';

export const en: Catalogue = { ...shell, ...assets, ...drawing, ...map, ...signin, ...imports, ...work, ...zones };
