import type { Reader } from '../../imports/index.ts';
import { readDate } from './dates.ts';
import { priceMinor } from './price.ts';
import { Grouped, quoted, readRecords } from './read-records.ts';

interface Month { days: number; free: number; least: bigint | null; most: bigint | null }
const FLAGS: Readonly<Record<string, boolean>> = { t: true, f: false, true: true, false: false };

/**
 * Reads Inside Airbnb's calendar (`listing_id,date,available,price,…`) into the stage `row, external_id, month, days, free, price_min_minor,
 * price_max_minor`: the days of a month are bits, and prices are those of the nights offered.
 */
export const read: Reader = async (input, output) => {
  const exponent = typeof input.options['exponent'] === 'number' ? input.options['exponent'] : 2;
  let lines = '';
  let first = 0;
  let start = '';
  const months = new Map<string, Month>();
  const listings = new Grouped(output, (id) => {
    for (const [month, m] of months) lines += `${first},${quoted(id)},${month}-01,${m.days},${m.free},${m.least ?? ''},${m.most ?? ''}\n`;
    months.clear();
  });
  const rows = await readRecords(input, output, {
    required: ['listing_id', 'date', 'available'], optional: ['price', 'adjusted_price'], id: 'listing_id', date: 'date',
    record(cell, row, order) {
      if (listings.enter(cell('listing_id'), row) === null) return;
      if (months.size === 0) first = row;
      const day = readDate(cell('date'), order);
      if (day === null) { output.refuse({ row, column: 'date', value: cell('date'), code: 'bad_date' }); return; }
      const free = FLAGS[cell('available').trim().toLowerCase()];
      if (free === undefined) { output.refuse({ row, column: 'available', value: cell('available'), code: 'bad_available' }); return; }
      // The price asked that night is the adjusted one, where the file has it.
      const column = cell('adjusted_price').trim() === '' ? 'price' : 'adjusted_price';
      const price = priceMinor(cell(column), exponent);
      if (price === undefined) { output.refuse({ row, column, value: cell(column), code: 'bad_price' }); return; }
      const month = months.get(day.slice(0, 7)) ?? { days: 0, free: 0, least: null, most: null };
      const bit = 1 << (Number(day.slice(8)) - 1);
      if ((month.days & bit) !== 0) { output.refuse({ row, column: 'date', value: day, code: 'duplicate_night' }); return; }
      month.days |= bit;
      if (start === '' || day < start) start = day;
      if (free) {
        month.free |= bit;
        if (price !== null && (month.least === null || price < month.least)) month.least = price;
        if (price !== null && (month.most === null || price > month.most)) month.most = price;
      }
      months.set(day.slice(0, 7), month);
    },
    async flush() { if (lines !== '') { const some = lines; lines = ''; await output.write(some); } },
  });
  listings.end();
  if (lines !== '') await output.write(lines);
  output.meta({ firstDay: start === '' ? null : start });
  return rows;
};
