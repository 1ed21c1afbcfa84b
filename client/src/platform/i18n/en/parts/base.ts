import { shell } from '../shell.ts';
import { signin } from '../signin.ts';
import { assets } from '../assets.ts';
import { assetFields } from '../asset-fields.ts';
import { map } from '../map.ts';
import { work } from '../work.ts';
import { working } from '../working.ts';
import { papers } from '../papers.ts';
import { zones } from '../zones.ts';

export const base = { ...shell, ...signin, ...assets, ...assetFields, ...map, ...work, ...working, ...papers, ...zones };
