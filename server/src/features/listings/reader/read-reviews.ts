import type { Reader } from '../../imports/index.ts';
import { readDate } from './dates.ts';
import { Grouped, quoted, readRecords } from './read-records.ts';

/**
 * Reads Inside Airbnb's reviews, whole (`listing_id,id,date,reviewer_id,reviewer_name,comments`) or summary (`listing_id,date`), into the stage
 * `row, external_id, month, reviews`. Who wrote, and what, is not even read into a row.
 */
export const read: Reader = async (input, output) => {
  let lines = '';
  let first = 0;
  let last = '';
  const months = new Map<string, number>();
  const ids = new Set<string>();
  const listings = new Grouped(output, (id) => {
    for (const [month, reviews] of months) lines += `${first},${quoted(id)},${month}-01,${reviews}\n`;
    months.clear();
    ids.clear();
  });
  const rows = await readRecords(input, output, {
    required: ['listing_id', 'date'], optional: ['id'], id: 'listing_id', date: 'date',
    record(cell, row, order) {
      const listing = listings.enter(cell('listing_id'), row);
      if (listing === null) return;
      if (months.size === 0) first = row;
      const id = cell('id').trim();
      if (id !== '' && ids.has(id)) { output.refuse({ row, column: 'id', value: id, code: 'duplicate_review' }); return; }
      const day = readDate(cell('date'), order);
      if (day === null) { output.refuse({ row, column: 'date', value: cell('date'), code: 'bad_date' }); return; }
      if (id !== '') ids.add(id);
      if (day > last) last = day;
      const month = day.slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + 1);
    },
    async flush() { if (lines !== '') { const some = lines; lines = ''; await output.write(some); } },
  });
  listings.end();
  if (lines !== '') await output.write(lines);
  output.meta({ lastDay: last === '' ? null : last });
  return rows;
};
