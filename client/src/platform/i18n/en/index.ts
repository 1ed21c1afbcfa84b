import { base } from './parts/base.ts';
import { files } from './parts/files.ts';
import { legal } from './parts/legal.ts';
import { value } from './parts/value.ts';
import { layers } from './parts/layers.ts';
import { keys } from './parts/keys.ts';
import { frugality } from './parts/frugality.ts';
import { admin } from './parts/admin.ts';
import { trust } from './parts/trust.ts';
import { help } from './parts/help.ts';
import { prints } from './parts/prints.ts';
import { money } from './parts/money.ts';
import { tax } from './parts/tax.ts';
import { declare } from './parts/declare.ts';
import { collect } from './parts/collect.ts';
import { identify } from './parts/identify.ts';

/** The whole catalogue, for the types and the checks. A feature's texts go into one of its parts, which is what the screens load. */
export const en = { ...base, ...files, ...legal, ...value, ...money, ...tax, ...collect, ...identify, ...layers, ...prints, ...keys, ...frugality, ...trust, ...admin, ...help, ...declare };
