import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import readExcel from 'read-excel-file/node';
import { FIELDS, TEMPLATE_FORMATS, TEMPLATE_SHEET } from '@sommier/domain/imports';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { FileRefused, runImport, type ImportFormat, type ImportSummary } from '../../imports/index.ts';
import { writeTemplate } from '../../imports/template.ts';
import { writeSheet } from '../../../platform/sheets/index.ts';
import { figures } from '../figures.queries.ts';
import { insideAirbnb } from '../../listings/index.ts';
import { importFormats } from '../index.ts';

/** A line of two gigabytes in the long run; of sixty-four megabytes, four times what a record may hold, in the everyday one. */
const LINE_MB = process.env['SOMMIER_LONG'] === '1' ? 2000 : 64;
const LAUGHS = `<!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${String(i + 1)} "${`&l${String(i)};`.repeat(10)}">`).join('')}]>`;
const XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const ENDINGS: Record<string, string> = { 'inside-airbnb': 'csv', 'lodging-stays': 'csv', fleet: 'csv', deliveries: 'csv', addresses: 'csv', 'dpi-xml': 'xml', ocsitan: 'xml' };
const HEADS: Record<string, [head: string, tail: string]> = {
  'inside-airbnb': ['id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365\n1,', ',2\n'],
  'lodging-stays': ['stay;unit;arrival;departure\n1;', ';2026-03-01;2026-03-02\n'], 'dpi-xml': ['<DPI_OECD><MessageSpec><MessageRefId>', '</MessageRefId></MessageSpec></DPI_OECD>'], ocsitan: ['<deliberations><deliberation><saisie>', '</saisie></deliberation></deliberations>'],
  'eu-str': ['{"data":[{"url":"', '"}]}'], gbfs: ['{"last_updated":1,"ttl":0,"version":"2.3","data":{"bikes":[{"bike_id":"', '"}]}}'], mds: ['{"version":"1.2.0","data":{"policies":[{"policy_id":"', '"}]}}'],
};

describe.each(await engines())('hostile files of platforms through the import, %s', (engine) => {
  let db: TestDatabase, folder: string, c: Awaited<ReturnType<typeof fixtureCommune>> & { currency: string; srid: number; timezone: string };
  let made = 0;
  beforeAll(async () => { db = await testDatabase({ engine }); folder = mkdtempSync(join(tmpdir(), 'sommier-hostile-')); c = { ...await fixtureCommune(db, 'HOS'), currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' }; });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true }); });
  const format = (name: string): ImportFormat => (name === 'inside-airbnb' ? insideAirbnb : importFormats.find((f) => f.name === name)!);
  const run = (as: string, file: string): Promise<ImportSummary> => runImport(db, { commune: c, format: format(as), file, name: file, options: as === 'inside-airbnb' ? { platform: 'airbnb', captured: '2026-03-01' } : {} });
  const path = (as: string): string => join(folder, `${String(made += 1)}.${ENDINGS[as] ?? 'json'}`);
  const bring = (as: string, text: string | Buffer): Promise<ImportSummary> => { const file = path(as); writeFileSync(file, text); return run(as, file); };
  const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then((s) => s, (e: unknown) => (e instanceof FileRefused ? e.refusal.code : e));
  const sql = async <T>(text: string): Promise<T[]> => db.inCommune({ commune: c.id }, async (tx) => (await tx.raw(text) as { rows: T[] }).rows);

  test.each(['dpi-xml', 'ocsitan'])('%s: an external entity and a billion laughs are refused, and nothing is kept', async (as) => {
    const [head, tail] = HEADS[as]!;
    for (const doctype of [XXE, LAUGHS, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">']) expect(await codeOf(bring(as, `<?xml version="1.0"?>${doctype}${head}&x;&l9;${tail}`))).toBe('external_entity');
    expect(await sql('select id from import_batch')).toEqual([]);
  });

  test.each(Object.keys(HEADS))('%s: a line without end is left, not held', async (as) => {
    const [head, tail] = HEADS[as]!, file = path(as), out = openSync(file, 'w'), piece = Buffer.alloc(1 << 20, 97);
    writeSync(out, head);
    for (let mb = 0; mb < LINE_MB; mb += 1) writeSync(out, piece);
    writeSync(out, tail);
    closeSync(out);
    const code = await codeOf(run(as, file));
    rmSync(file);
    expect(['record_too_big', 'unclosed_quote', 'broken_csv', 'invalid_json']).toContain(code);
    expect(await sql('select id from import_batch')).toEqual([]);
  }, 300_000);

  test.each(Object.keys(HEADS))('%s: NUL bytes are refused', async (as) => {
    const [head, tail] = HEADS[as]!;
    expect(['invalid_xml', 'invalid_json', 'not_text', 'bad_encoding']).toContain(await codeOf(bring(as, `${head}a\u0000b${tail}`)));
    expect(await sql('select id from import_batch')).toEqual([]);
  });

  test('marks that turn a text round are taken out, a formula stays a text and leaves as one', async () => {
    const s = await bring('lodging-stays', 'stay;unit;host;address;arrival;departure\nS1;=HYPERLINK("http://x");\u202Efdp.elif\u202C;+1 rue;2026-03-01;2026-03-02\nS2;@SUM(A1);دار\u200f السلام;-1;2026-03-03;2026-03-04\n');
    expect(s).toMatchObject({ rows: 2, inserted: 2, refused: 0 });
    const kept = await sql<{ unit: string; host: string }>(`select u.name as unit, p.name as host from activity_unit u join party p on p.commune_id = u.commune_id and p.id = u.host_id order by u.id`);
    expect(kept).toEqual([{ unit: '=HYPERLINK("http://x")', host: 'fdp.elif' }, { unit: '@SUM(A1)', host: 'دار\u200f السلام' }]);
    const f = await db.inCommune({ commune: c.id }, (tx) => figures(tx, { from: '2026-01-01', to: '2027-01-01', gapsOnly: false, sort: 'label', page: 1, size: 50, personal: true, currency: 'TND' }));
    const sheet = { name: 'x', currency: 'TND', columns: [{ head: 'unit' }], rows: f.rows.map((r) => [r.label]) };
    expect((await writeSheet(sheet, 'csv')).toString('utf8')).toContain('\'=HYPERLINK');
    const [book] = await readExcel(await writeSheet(sheet, 'xlsx'));
    expect(book?.data.flat()).toContain('=HYPERLINK("http://x")');
  });

  test.each(TEMPLATE_FORMATS)('template %s: what its second sheet gives as example is read without a mapping', async (name) => {
    for (const [language, [notice]] of Object.entries(TEMPLATE_SHEET)) {
      const [table, notes] = await readExcel(await writeTemplate(name, 'xlsx', language as 'fr', 'TND'));
      const heads = table?.data[0]?.map(String) ?? [], told = new Map(notes?.data.slice(1).map((r) => [String(r[0]), r]));
      expect([notes?.sheet, heads, heads.filter((h) => !told.has(h))]).toEqual([notice, Object.keys(FIELDS[name]).filter((f) => f !== 'wkt'), []]);
      expect([...told.values()].every((r) => typeof r[2] === 'string' && r[2].length > 0)).toBe(true);
      if (language === 'fr' && importFormats.some((f) => f.name === name)) expect(await bring(name, `${heads.join(';')}\n${heads.map((h) => String(told.get(h)?.[3] ?? '')).join(';')}\n`)).toMatchObject({ rows: 1, inserted: 1, refused: 0 });
    }
  });
});
