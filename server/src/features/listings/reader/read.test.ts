import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileRefused, type ReaderRefusal } from '../../imports/index.ts';
import { STAGING_COLUMNS } from '../import/columns.ts';
import { CsvRecords } from './csv-records.ts';
import { read } from './read.ts';

const SUMMARY = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365';
const row = (over: Record<string, string> = {}): string => {
  const v: Record<string, string> = { id: '12', name: 'Dar', host_id: '7', host_name: 'Amel', neighbourhood_group: '', neighbourhood: 'Médina', latitude: '36.8', longitude: '10.18', room_type: 'Private room',
    price: '50', minimum_nights: '2', number_of_reviews: '4', last_review: '2023-04-05', reviews_per_month: '0.5', calculated_host_listings_count: '1', availability_365: '10', ...over };
  return SUMMARY.split(',').map((name) => v[name] ?? '').join(',');
};

describe('an Inside Airbnb file', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'sommier-reader-')); });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  async function reading(text: string | Buffer, options: Record<string, unknown> = {}) {
    const file = join(folder, 'f.csv');
    writeFileSync(file, text);
    let out = '';
    const refusals: ReaderRefusal[] = [];
    const meta: Record<string, unknown> = {};
    const rows = await read({ file, name: 'f.csv', folder, options: { exponent: 2, ...options } }, {
      write: (lines) => { out += lines; }, cut: () => undefined, refuse: (r) => { refusals.push(r); }, meta: (facts) => { Object.assign(meta, facts); },
      progress: () => undefined, refuseFile: (refusal) => { throw new FileRefused(refusal); },
    });
    const names = ['row', ...STAGING_COLUMNS.map(([name]) => name)];
    const parsed: Record<string, string>[] = [];
    const records = new CsvRecords(',');
    records.feed(out, true, () => { parsed.push(Object.fromEntries(names.map((name, i) => [name, records.cells[i] ?? '']))); });
    return { rows, refusals, meta, parsed };
  }
  const refused = (text: string | Buffer, options?: Record<string, unknown>): Promise<unknown> => reading(text, options).then(() => 'taken', (e: unknown) => (e instanceof FileRefused ? e.refusal : e));

  test('is read under a byte order mark, a leading tab, CRLF, quotes and line breaks', async () => {
    const { rows, parsed, refusals } = await reading(`\uFEFF\t${SUMMARY}\r\n${row({ name: '"Dar ""el\nBey"", vue"', id: '\t9007199254740993123' })}\r\n`);
    expect([rows, refusals]).toEqual([1, []]);
    expect(parsed[0]).toMatchObject({ row: '2', external_id: '9007199254740993123', name: 'Dar "el\nBey", vue', lon: '10.18', lat: '36.8', reviews_ltm: '6', estimated_nights: '36', at_cap: 'f' });
  });
  test.each([['25-12-2023', '03-04-2023', '2023-04-03'], ['12/25/2023', '3/4/2023', '2023-03-04'], ['25/12/2023', '3/4/2023', '2023-04-03'], ['2023/12/25', '2023/4/3', '2023-04-03']])(
    'decides the order of dates over the column: %s makes %s %s', async (sure, open, day) => {
      const { parsed } = await reading([SUMMARY, row({ last_review: open }), row({ id: '13', last_review: sure })].join('\n'));
      expect(parsed[0]?.['last_review']).toBe(day);
    });
  test('refuses dates that may be either, unless told the order', async () => {
    const text = [SUMMARY, row({ last_review: '03/04/2023' })].join('\n');
    expect(await refused(text)).toMatchObject({ code: 'ambiguous_dates', column: 'last_review' });
    expect((await reading(text, { mapping: { constants: { date_order: 'dmy' } } })).parsed[0]?.['last_review']).toBe('2023-04-03');
  });
  test('takes prices as published, in the currency of the commune, and none for none', async () => {
    const { parsed } = await reading([SUMMARY, row({ price: '"$1,234.00"' }), row({ price: '' })].join('\n'), { exponent: 3 });
    expect(parsed.map((p) => [p['price_minor'], p['price_text']])).toEqual([['1234000', '$1,234.00'], ['', '']]);
  });
  test('keeps listings without a place, and never at (0,0)', async () => {
    const { parsed, meta } = await reading([SUMMARY, row({ latitude: '', longitude: '' }), row({ id: '13', latitude: '0', longitude: '0.0' })].join('\n'));
    expect(parsed.map((p) => [p['lon'], p['lat']])).toEqual([['', ''], ['', '']]);
    expect(meta['notes']).toEqual({ unlocated: 2, null_island: 1 });
  });
  test.each([
    [{ id: '' }, 'id', 'missing_id'], [{ latitude: '96.1' }, 'latitude', 'bad_coordinate'], [{ longitude: '' }, 'longitude', 'bad_coordinate'], [{ price: 'gratuit' }, 'price', 'bad_price'],
    [{ minimum_nights: '-3' }, 'minimum_nights', 'bad_number'], [{ last_review: '2023-02-30' }, 'last_review', 'bad_date'], [{ reviews_per_month: 'x' }, 'reviews_per_month', 'bad_number'],
  ])('refuses the row of %j', async (over, column, code) => {
    const { rows, refusals, parsed } = await reading([SUMMARY, row(over), row({ id: '13' })].join('\n'));
    expect([rows, parsed.length]).toEqual([2, 1]);
    expect(refusals).toMatchObject([{ row: 2, column, code }]);
  });
  test.each<[string, string | Buffer, Record<string, unknown>]>([
    ['unknown headings', 'a,b,c\n1,2,3\n', { code: 'unknown_header', row: 1, column: 'id' }],
    ['a row too short', `${SUMMARY}\n${row()}\n1,2,3\n`, { code: 'column_count', row: 3, params: { expected: 16, found: 3 } }],
    ['scientific ids', `${SUMMARY}\n${row()}\n${row({ id: '9.71633E+17' })}\n`, { code: 'ids_destroyed', row: 3, column: 'id' }],
    ['ids rounded to fifteen digits', [SUMMARY, ...[1, 2, 3, 4, 5].map((i) => row({ id: `97163312345678${i}000` }))].join('\n'), { code: 'ids_destroyed', row: 2 }],
    ['bytes that are no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), { code: 'not_text' }],
    ['another encoding', Buffer.from(`${SUMMARY}\n${row({ name: 'Médina' })}\n`, 'latin1'), { code: 'bad_encoding', params: { encoding: 'utf-8' } }],
    ['a quote that never closes', `${SUMMARY}\n${row({ name: '"Dar' })}\n`, { code: 'unclosed_quote', row: 2 }],
  ])('refuses the whole file for %s', async (_why, text, refusal) => { expect(await refused(text)).toMatchObject(refusal); });
  test('decimals with a comma, a file without what nobody needs, a spreadsheet’s Unicode text, and marks that turn a name round', async () => {
    const some = (drop: readonly string[], line: string): string => { const names = SUMMARY.split(','), cells = line.split(','); return `${names.filter((n) => !drop.includes(n)).join(';')}\r\n${cells.filter((_, i) => !drop.includes(names[i] ?? '')).join(';').replaceAll('.', ',')}\r\n`; };
    const { parsed, meta, refusals } = await reading(`\uFEFF${some(['host_name', 'last_review', 'neighbourhood_group', 'availability_365'], row({ price: '49.90' }))}`);
    expect([refusals, parsed[0]?.['lon'], parsed[0]?.['lat'], parsed[0]?.['price_minor'], parsed[0]?.['reviews_ltm']]).toEqual([[], '10.18', '36.8', '4990', '6']);
    expect(meta['notes']).toMatchObject({ columns_absent: 'last_review' });
    const wide = await reading(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${SUMMARY}\n${row({ name: 'Dâr \u202Egnp.exe' })}\n`, 'utf16le')]));
    expect(wide.parsed[0]?.['name']).toBe('Dâr gnp.exe');
    for (const drop of ['latitude', 'room_type', 'minimum_nights', 'reviews_per_month']) expect(await refused(some([drop], row()))).toMatchObject({ code: 'unknown_header', column: drop });
    for (const empty of ['', `${SUMMARY}\n`]) expect(await refused(empty)).toMatchObject({ code: 'empty_file' });
  });
  test('headings as portals write them, thousands as the continent does, and the words of R and Python for nothing', async () => {
    const title = (name: string): string => name.split('_').map((w) => (w[0] ?? '').toUpperCase() + w.slice(1)).join(' ');
    const { refusals, parsed } = await reading(`${SUMMARY.split(',').map(title).join(';')}\n12;Dar;7;Amel;;Médina;36,8;10,18;Private room;1.234,50 €;2;4;2023-04-05;0,5;1;10\n13;Dar;7;Amel;;Médina;36.8;10.18;Private room;NA;2.0;4;NaN;None;n/a;10\n`);
    expect([refusals, parsed.map((r) => [r['external_id'], r['room_type'], r['price_minor'], r['minimum_nights'], r['last_review'], r['reviews_per_month'], r['host_listings']])]).toEqual([[], [['12', 'Private room', '123450', '2', '2023-04-05', '0.5', '1'], ['13', 'Private room', '', '2', '', '', '']]]);
  });

  test('reads another encoding when told', async () => {
    const { parsed } = await reading(Buffer.from(`${SUMMARY}\n${row({ name: 'Médina' })}\n`, 'latin1'), { encoding: 'windows-1252' });
    expect(parsed[0]?.['name']).toBe('Médina');
  });
});
