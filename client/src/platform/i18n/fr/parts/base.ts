import { shell } from '../shell.ts';
import { signin } from '../signin.ts';
import { assets } from '../assets.ts';
import { assetFields } from '../asset-fields.ts';
import { map } from '../map.ts';
import { work } from '../work.ts';
import { working } from '../working.ts';
import { papers } from '../papers.ts';
import { zones } from '../zones.ts';

/** What every screen may say: it comes with the first one behind the sign-in, so it stays small. Its prefixes are those no other part names. */
export const base = { ...shell, ...signin, ...assets, ...assetFields, ...map, ...work, ...working, ...papers, ...zones };
