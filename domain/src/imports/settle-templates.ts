import { countryNamed } from '../activity/countries.ts';
import { currencyExponent, toMinor } from '../shared/money.ts';
import type { CellFault } from './map-row.ts';
import { readPeriod, type TemplateFormat } from './templates.ts';

type Fields = Record<string, string | number | null>;
const text = (f: Fields, key: string): string | null => { const v = f[key]; return v === undefined || v === null ? null : String(v); };
type Refuse = (column: string, code: string, params?: Record<string, unknown>) => void;

/** An amount in minor units of the row's currency, or of the commune's where it names none. */
function money(f: Fields, column: string, currency: string, refuse: Refuse): void {
  const said = text(f, column), own = (text(f, 'currency') ?? currency).toUpperCase();
  if (said === null) return;
  if (!/^[A-Z]{3}$/.test(own)) { refuse('currency', 'bad_currency'); return; }
  const minor = toMinor(said, currencyExponent(own));
  if (minor === null) refuse(column, 'lease_decimals', { decimals: currencyExponent(own) });
  else { f[column] = minor; f['currency'] = own; }
}
/** The month a spreadsheet writes as its first day, where the heading says that the column holds months; null for another day of it. */
function monthOf(read: ReturnType<typeof readPeriod>): ReturnType<typeof readPeriod> {
  return read?.per !== 'day' ? read : read.from.endsWith('-01') ? readPeriod(read.from.slice(0, 7)) : null;
}
const OF_MONTHS = /mois|month|شهر/i;
function period(f: Fields, refuse: Refuse, heading: string): void {
  const said = text(f, 'period'), plain = said === null ? null : readPeriod(said), read = OF_MONTHS.test(heading) ? monthOf(plain) : plain;
  if (said === null) refuse('period', 'required_value', { field: 'period' });
  else if (read === null) refuse('period', 'bad_period');
  else { f['from'] = read.from; f['to'] = read.to; if (text(f, 'per') === null && (read.per === 'day' || read.per === 'month' || read.per === 'year')) f['per'] = read.per; }
}

const OF_LINE: Record<string, readonly string[]> = { nights: ['nights'], stay: ['arrival', 'departure', 'guests'], vehicles: ['vehicles', 'vehicle_type', 'per'], trips: ['trips'], deliveries: ['deliveries'], turnover: ['turnover'] };
/** A line of a return: what its kind needs is there, and what is of another kind is not taken for zero. */
function declared(f: Fields, currency: string, refuse: Refuse, heading: string): void {
  for (const k of ['taxpayer', 'tax', 'line']) if (text(f, k) === null) refuse(k, 'required_value', { field: k });
  period(f, refuse, heading);
  const kind = text(f, 'line');
  for (const k of OF_LINE[kind ?? ''] ?? []) if (f[k] === undefined || f[k] === null) refuse(k, 'required_value', { field: k });
  for (const k of ['nights', 'guests']) if ((kind === 'nights' || kind === 'stay') && f[k] === 0) refuse(k, 'out_of_range', { min: 1, max: 10_000_000 });
  const [arrival, departure] = [text(f, 'arrival'), text(f, 'departure')];
  if (arrival !== null && departure !== null && departure <= arrival) refuse('departure', 'period_reversed');
  if (typeof f['age'] === 'number' && f['age'] > 130) refuse('age', 'out_of_range', { min: 0, max: 130 });
  const country = text(f, 'nationality');
  if (country !== null) { const code = /^(foreign|etrang|étrang|أجنب|اجنب)/i.test(country) ? 'foreign' : countryNamed(country); if (code === null) refuse('nationality', 'bad_country'); else f['nationality'] = code; }
  if ((text(f, 'currency') ?? currency).toUpperCase() !== currency) refuse('currency', 'bad_currency');
  money(f, 'price', currency, refuse);
  money(f, 'turnover', currency, refuse);
}

const SETTLE: Record<TemplateFormat, (f: Fields, currency: string, refuse: Refuse, heading: string) => void> = {
  'lodging-stays': (f, currency, refuse) => {
    const [arrival, departure] = [text(f, 'arrival'), text(f, 'departure')];
    if (arrival === null) refuse('arrival', 'required_value', { field: 'arrival' });
    else if (departure === null) refuse('departure', 'required_value', { field: 'departure' });
    else if (departure <= arrival) refuse('departure', 'period_reversed');
    if (['unit', 'registration_number', 'listing_id', 'address'].every((k) => text(f, k) === null)) refuse('unit', 'unit_missing');
    if (f['guests'] === 0) refuse('guests', 'out_of_range', { min: 1, max: 10_000_000 });
    for (const k of ['capacity', 'rooms']) if (f[k] === 0) f[k] = null;
    if (typeof f['age'] === 'number' && f['age'] > 130) refuse('age', 'out_of_range', { min: 0, max: 130 });
    const country = text(f, 'nationality');
    if (country !== null) { const code = countryNamed(country); if (code === null) refuse('nationality', 'bad_country'); else f['nationality'] = code; }
    money(f, 'price', currency, refuse);
    money(f, 'tax_collected', currency, refuse);
  },
  fleet: (f, _currency, refuse, heading) => {
    if (text(f, 'operator') === null) refuse('operator', 'required_value', { field: 'operator' });
    period(f, refuse, heading);
    if (f['vehicles'] === undefined && f['trips'] === undefined) refuse('vehicles', 'required_value', { field: 'vehicles' });
    if (f['vehicles'] !== undefined && text(f, 'vehicle_type') === null) refuse('vehicle_type', 'required_value', { field: 'vehicle_type' });
    // A quarter's vehicles may be counted by day or by month: the file must say.
    if (f['vehicles'] !== undefined && text(f, 'period') !== null && text(f, 'per') === null && f['from'] !== undefined) refuse('per', 'per_needed');
  },
  deliveries: (f, currency, refuse, heading) => {
    if (text(f, 'operator') === null) refuse('operator', 'required_value', { field: 'operator' });
    period(f, refuse, heading);
    if (f['deliveries'] === undefined && text(f, 'turnover') === null) refuse('deliveries', 'required_value', { field: 'deliveries' });
    if (typeof f['hour'] === 'number' && f['hour'] > 23) refuse('hour', 'out_of_range', { min: 0, max: 23 });
    money(f, 'turnover', currency, refuse);
  },
  declarations: declared,
  addresses: (f, _currency, refuse) => { if (text(f, 'street') === null) refuse('street', 'required_value', { field: 'street' }); },
};

/**
 * Settles a mapped row of one of our templates. Answers what stands against it; nothing is filled in but the unit of time that the period itself says. `heading` is the
 * file's own name of the column of periods: under "Mois" the first of March is March, not a day.
 */
export function settleTemplate(format: TemplateFormat, f: Fields, currency: string, heading = ''): CellFault[] {
  const faults: CellFault[] = [];
  SETTLE[format](f, currency, (column, code, params = {}) => { faults.push({ column, value: text(f, column), code, params }); }, heading);
  return faults;
}
