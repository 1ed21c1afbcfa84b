import type { Catalogue } from '../catalogue.ts';
import { assetFields } from './asset-fields.ts';
import { acts } from './acts.ts';
import { assets } from './assets.ts';
import { documents } from './documents.ts';
import { drawing } from './drawing.ts';
import { imports } from './imports.ts';
import { leases } from './leases.ts';
import { ledger } from './ledger.ts';
import { map } from './map.ts';
import { parties } from './parties.ts';
import { references } from './references.ts';
import { shell } from './shell.ts';
import { signin } from './signin.ts';
import { titles } from './titles.ts';
import { work } from './work.ts';
import { zones } from './zones.ts';

export const en: Catalogue = { ...shell, ...assets, ...assetFields, ...parties, ...references, ...documents, ...acts, ...titles, ...drawing, ...ledger, ...map, ...signin, ...imports, ...leases, ...work, ...zones };
