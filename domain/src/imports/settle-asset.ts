import { toMinor } from '../shared/money.ts';
import { foldText } from '../search/model.ts';
import type { CellFault } from './map-row.ts';
import { ASSET_AMOUNTS } from './model.ts';

type Fields = Record<string, string | number | null>;
const TOTAL = /^(sous[ -]?)?tota(l|ux)( general| partiel)?$|^(grand|sub) ?total$|^(ال)?مجموع( (ال)?عام| (ال)?جزئي)?$/;

/** True of what people write at the head of a line of totals. */
export const isTotal = (said: unknown): boolean => TOTAL.test(foldText(String(said)));

/**
 * Settles a mapped row of the register: amounts in the currency's own unit become minor units; a line of totals is no property and is refused. A
 * property that only Arabic names is called so: its Arabic name is a name.
 */
export function settleAsset(f: Fields, money: { exponent: number }): CellFault[] {
  const faults: CellFault[] = [];
  const code = f['code'];
  if (code !== undefined && code !== null && isTotal(code)) faults.push({ column: 'code', value: String(code), code: 'total_row' });
  for (const name of ASSET_AMOUNTS) {
    const said = f[name];
    delete f[name];
    if (said === undefined || said === null) continue;
    const minor = toMinor(String(said), money.exponent);
    if (minor === null) faults.push({ column: name, value: String(said), code: 'lease_decimals', params: { decimals: money.exponent } });
    else f[`${name}_minor`] ??= minor;
  }
  if ((f['name'] ?? null) === null && (f['name_ar'] ?? null) !== null) f['name'] = f['name_ar'] ?? null;
  return faults;
}
