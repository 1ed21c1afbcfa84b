import type { CellFault } from './map-row.ts';
import { toMinor } from '../shared/money.ts';

/** The fields a `fixed-assets` file may feed: a line of the accountant's état de l'actif (M57 columns). One line an inventory number. */
export const FIXED_ASSET_FIELDS = {
  inventory_number: 'text', account: 'text', designation: 'text', acquired_on: 'date', gross_value: 'amount', prior_depreciation: 'amount', year_depreciation: 'amount', net_value: 'amount',
  life_years: 'count', entry_mode: 'text', exit_on: 'date', exit_mode: 'text', currency: 'text', note: 'text',
} as const;
/** What headings are called, folded and without separators. */
export const FIXED_ASSET_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['inventory_number', /^(inventorynumber|inventory(no)?|(n|no|num|numero)?d?inventaire|numeroinventaire|رقمالجرد)$/], ['account', /^(account|compte|(n|no|numero)?decompte|imputation|الحساب)$/],
  ['designation', /^(designation|libelle|intitule|name|description|designationdubien|البيان|التسميه)$/], ['acquired_on', /^(acquiredon|acquisitiondate|date|dateacquisition|datedacquisition|dateentree|dateacq|تاريخالاقتناء)$/],
  ['gross_value', /^(grossvalue|gross|valeurbrute|valeurdacquisition|valeuracquisition|vbrute|القيمهالخام)$/], ['prior_depreciation', /^(priordepreciation|amortissements?anterieurs?|amortanterieurs?|amortissementscumules|cumulamortissements|الاستهلاكاتالسابقه)$/],
  ['year_depreciation', /^(yeardepreciation|amortissements?(del)?exercice|dotation(del)?exercice|dotation|استهلاكالسنه)$/], ['net_value', /^(netvalue|net|vnc|valeurnette|valeurnettecomptable|القيمهالصافيه)$/],
  ['life_years', /^(lifeyears|life|duree|dureeamortissement|dureedamortissement|مدهالاستهلاك)$/], ['entry_mode', /^(entrymode|mode|modeacquisition|modedacquisition|modeentree|طريقهالاقتناء)$/],
  ['exit_on', /^(exiton|datesortie|datedesortie|تاريخالخروج)$/], ['exit_mode', /^(exitmode|modesortie|modedesortie|طريقهالخروج)$/], ['currency', /^(currency|devise|monnaie|العمله)$/], ['note', /^(note|notes|observations?|ملاحظات)$/],
];

type Fields = Record<string, string | number | null>;
const AMOUNTS = ['gross_value', 'prior_depreciation', 'year_depreciation', 'net_value'] as const;
const text = (f: Fields, key: string): string | null => { const v = f[key]; return v === undefined || v === null ? null : String(v); };

/** Settles a mapped line: amounts in minor units. A net value that is not gross less its depreciations is refused: one of the figures is wrong, and nobody here knows which. */
export function settleFixedAsset(f: Fields, money: { exponent: number; currency: string }): CellFault[] {
  const faults: CellFault[] = [];
  const refuse = (column: string, code: string, params: Record<string, unknown> = {}): void => { faults.push({ column, value: text(f, column), code, params }); };
  if (text(f, 'inventory_number') === null) refuse('inventory_number', 'fixed_number_missing');
  if (text(f, 'gross_value') === null) refuse('gross_value', 'fixed_gross_missing');
  for (const column of AMOUNTS) {
    const said = text(f, column);
    if (said === null) continue;
    const minor = toMinor(said, money.exponent);
    if (minor === null) refuse(column, 'lease_decimals', { decimals: money.exponent });
    else f[column] = minor;
  }
  const currency = text(f, 'currency');
  if (currency !== null && currency.toUpperCase() !== money.currency) refuse('currency', 'lease_currency', { currency: money.currency });
  if (faults.length > 0) return faults;
  const taken = ['prior_depreciation', 'year_depreciation'].reduce((n, k) => n + BigInt(text(f, k) ?? '0'), 0n);
  const gross = BigInt(text(f, 'gross_value') ?? '0');
  if (taken > gross) refuse('prior_depreciation', 'fixed_depreciation_over');
  else if (text(f, 'net_value') !== null && BigInt(text(f, 'net_value') ?? '0') !== gross - taken) refuse('net_value', 'fixed_net_mismatch');
  const number = text(f, 'inventory_number');
  if (number !== null) f['inventory_number'] = number.toUpperCase();
  return faults;
}
