import { hash } from 'node:crypto';
import { estimatedNights, reviewsOfYear, SAN_FRANCISCO } from '@sommier/domain/listings';
import { toMinor } from '@sommier/domain/shared';
import type { ReaderRefusal } from '../../imports/index.ts';
import type { CsvRecords } from './csv-records.ts';
import { undisguised } from '../../../platform/source/index.ts';
import { readDate, type DateOrder } from './dates.ts';
import type { Layout } from './columns.ts';
import { priceDecimal } from './price.ts';

const INTEGER = /^\d{1,9}(?:\.0+)?$/;
const DECIMAL = /^\d{1,9}(?:\.\d+)?$/;
const COORDINATE = /^-?\d{1,3}(?:\.\d+)?$/;
/** Spreadsheets of many countries write the decimal mark as a comma; of what is no thousand (a degree, reviews a month) it can be nothing else. */
const COMMA = /^(-?\d{1,3}),(\d+)$/;
/** How a table kept in R or Python says that a cell has nothing. */
const NOTHING = /^(?:na|n\/a|nan|null|none|-)$/i;
const dotted = (text: string): string => (text.includes(',') ? text.replace(COMMA, '$1.$2') : text);
const LONGEST_ID = 64;
const ZERO = 48, NINE = 57;

/** Makes one line of the stage of one record, or refuses it. Order of the cells: `STAGING_COLUMNS` of the format. */
export class RowMaker {
  unlocated = 0;
  nullIsland = 0;
  latestScrape = '';
  private fault: ReaderRefusal | null = null;
  private readonly records: CsvRecords;
  private readonly layout: Layout;
  private readonly exponent: number;
  /** What turns whole units into minor ones. */
  private readonly zeros: string;
  private readonly dates: DateOrder;

  constructor(records: CsvRecords, layout: Layout, exponent: number, dates: DateOrder) {
    this.records = records;
    this.layout = layout;
    this.exponent = exponent;
    this.zeros = '0'.repeat(exponent);
    this.dates = dates;
  }

  /** The CSV line with its line break, or the refusal of the record that `records` stands on. */
  make(): string | ReaderRefusal {
    const { columns: c } = this.layout;
    this.fault = null;
    const id = undisguised(this.value(c.id)).trim();
    if (id === '' || id.length > LONGEST_ID) return this.refusal(c.id, id === '' ? 'missing_id' : 'bad_id');
    const place = this.place();
    const rawPrice = this.value(c.price).trim();
    const price = rawPrice === '' ? '' : this.price(rawPrice);
    const nights = this.integer(c.minimumNights);
    const reviews = this.integer(c.reviews);
    const ltm = this.integer(c.reviewsLtm);
    const perMonth = this.decimal(c.perMonth);
    const host = this.integer(c.hostListings);
    const availability = this.integer(c.availability);
    const accommodates = this.integer(c.accommodates);
    const bedrooms = this.decimal(c.bedrooms);
    const last = this.date(c.lastReview);
    this.scraped(c.lastScraped);
    if (this.fault !== null) return this.fault;
    const reviewed = reviewsOfYear(ltm === '' ? null : Number(ltm), perMonth === '' ? null : Number(perMonth));
    const estimate = estimatedNights(reviewed, nights === '' ? null : Number(nights));
    const content = `${quote(id)},${this.text(c.name)},${this.text(c.hostId)},${this.text(c.hostName)},${this.text(c.group)},${this.text(c.neighbourhood)},${this.text(c.roomType)},${
      this.text(c.propertyType)},${price},${price === rawPrice ? '' : quote(rawPrice)},${nights},${reviews},${ltm},${perMonth},${last},${host},${availability},${accommodates},${bedrooms},${
      this.text(c.license)},${this.extra()},${place}`;
    return `${this.records.row},${content},${reviewed},${estimate},${estimate >= SAN_FRANCISCO.capNights ? 't' : 'f'},${hash('sha1', content, 'base64')}\n`;
  }

  /** "lon,lat", or two empty cells where the file has none. (0,0) is no place of a listing: it counts as none. */
  private place(): string {
    const { lon: x, lat: y } = this.layout.columns;
    const lon = dotted(this.value(x).trim());
    const lat = dotted(this.value(y).trim());
    if (lon === '' && lat === '') {
      this.unlocated += 1;
      return ',';
    }
    const north = Number(lat), east = Number(lon);
    if (!COORDINATE.test(lat) || Math.abs(north) > 90) this.refusal(y, 'bad_coordinate');
    if (!COORDINATE.test(lon) || Math.abs(east) > 180) this.refusal(x, 'bad_coordinate');
    if (east === 0 && north === 0) {
      this.nullIsland += 1;
      return ',';
    }
    return `${lon},${lat}`;
  }
  private price(text: string): string {
    if (isDigits(text) && text.charCodeAt(0) !== ZERO) return text + this.zeros;
    const decimal = priceDecimal(text), minor = decimal === null ? null : toMinor(decimal, this.exponent);
    if (minor === null && NOTHING.test(text)) return '';
    if (minor === null) this.refusal(this.layout.columns.price, 'bad_price');
    return minor ?? '';
  }
  private integer(at: number): string {
    const text = this.value(at);
    if (text === '' || isDigits(text) || INTEGER.test(text)) return text.includes('.') ? text.slice(0, text.indexOf('.')) : text;
    if (NOTHING.test(text.trim())) return '';
    this.refusal(at, 'bad_number');
    return '';
  }
  private decimal(at: number): string {
    const text = dotted(this.value(at));
    if (text === '' || DECIMAL.test(text)) return text;
    if (!NOTHING.test(text.trim())) this.refusal(at, 'bad_number');
    return '';
  }
  private date(at: number): string {
    const text = this.value(at);
    if (text === '') return '';
    const date = readDate(text, this.dates);
    if (date === null && !NOTHING.test(text.trim())) this.refusal(at, 'bad_date');
    return date ?? '';
  }
  private scraped(at: number): void {
    const date = at < 0 ? null : readDate(this.value(at), 'DMY');
    if (date !== null && date > this.latestScrape) this.latestScrape = date;
  }
  private extra(): string {
    if (this.layout.extra.length === 0) return '';
    const kept = this.layout.extra.flatMap(([at, name]) => (this.value(at) === '' ? [] : [[name, undisguised(this.value(at))]]));
    return quote(JSON.stringify(Object.fromEntries(kept)));
  }
  private value(at: number): string { return at < 0 ? '' : this.records.cells[at] ?? ''; }
  private text(at: number): string {
    if (at < 0) return '';
    const value = undisguised(this.records.cells[at] ?? '');
    return this.records.special[at] === 1 || value.charCodeAt(0) === 92 ? quote(value) : value;
  }
  /** The first fault of the record stands for it. */
  private refusal(at: number, code: string): ReaderRefusal {
    return this.fault ??= { row: this.records.row, column: this.layout.names[at] ?? null, value: this.value(at), code };
  }
}

/** One to nine digits, as nearly every number of these files is: cheaper than an expression. */
function isDigits(text: string): boolean {
  if (text.length > 9) return false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return false;
  }
  return text !== '';
}

const quote = (text: string): string => (/[",\n\r\\]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
