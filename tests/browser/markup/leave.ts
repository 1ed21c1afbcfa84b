import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'csv-parse/sync';
import { expectThat } from '../check.ts';
import { CASES, CODE, LAYER, placeOf, type Planted, type Writer } from './plant.ts';
import type { Findings } from './open.ts';

/** What a spreadsheet would compute. Names of properties too. */
export const FORMULAS = ['=1+1', "=cmd|' /C calc'!A0", '+1+1', '-1+1', '@SUM(1,1)', '=HYPERLINK("http://127.0.0.1:1/","x")', '=IMPORTXML("http://127.0.0.1:1/","//a")', '＝1+1'];
const RUNS = /^[=+\-@\t\r＝＋－＠]/;
const LAYERS = ['assets', 'listings', LAYER, 'brought'];

/** A file that a job made, on disk. */
async function fetched(w: Writer, folder: string, path: string, name: string): Promise<string> {
  const answer = await w.api.get(`${w.url}/api/communes/${CODE}/${path}`);
  expectThat(answer.ok(), `${path}: ${String(answer.status())}`);
  expectThat(/^attachment/.test(answer.headers()['content-disposition'] ?? '') && answer.headers()['x-content-type-options'] === 'nosniff', `${path} may be shown where it lies`);
  const file = join(folder, name);
  writeFileSync(file, await answer.body());
  return file;
}
const made = async (w: Writer, folder: string, kind: 'exports' | 'prints', body: object, name: string): Promise<string> => {
  const { job } = await w.ask<{ job: string }>('POST', kind, body);
  await w.job(job);
  return fetched(w, folder, `${kind}/${job}/file`, name);
};
const read = (command: string, ...argv: string[]): string => execFileSync(command, argv, { encoding: 'utf8', maxBuffer: 200_000_000 });

/** Properties whose names are formulas. */
export async function plantFormulas(w: Writer): Promise<void> {
  for (const name of FORMULAS) await w.ask('POST', 'assets', { name, nameAr: name, address: name });
}

/** Tables for a spreadsheet: no cell of them is computed, and every text is in them. */
export async function tables(w: Writer, folder: string): Promise<void> {
  for (const layer of LAYERS) {
    const rows = parse(read('cat', await made(w, folder, 'exports', { layers: [layer], format: 'csv' }, `${layer}.csv`)), { bom: true, relax_column_count: true, skip_empty_lines: true }) as unknown as string[][];
    const cells = rows.flat();
    expectThat(cells.every((c) => !RUNS.test(c) || /^[+-]?[\d.]+$/.test(c)), `${layer}: ${cells.find((c) => RUNS.test(c) && !/^[+-]?[\d.]+$/.test(c)) ?? ''} would be computed`);
    expectThat(CASES.every((m) => cells.some((c) => c.includes(m))), `${layer}: a text is missing from the CSV`);
    const book = await made(w, folder, 'exports', { layers: [layer], format: 'xlsx' }, `${layer}.xlsx`);
    const sheet = read('unzip', '-p', book, 'xl/*.xml');
    expectThat(!/<f[\s>]/.test(sheet) && !/<(script|svg|img|iframe)\b/i.test(sheet), `${layer}: the workbook holds a formula or markup`);
    expectThat(sheet.includes('globalThis.ran=1'), `${layer}: no text in the workbook`);
    if (layer === 'assets') expectThat(cells.filter((c) => /^'/.test(c)).length >= FORMULAS.length, 'formulas left as they were');
  }
}

const KML = /<(?!\/?(?:\?xml|kml|Document|Folder|Placemark|name|description|Schema|SimpleField|ExtendedData|SchemaData|SimpleData|Data|value|Point|LineString|Polygon|MultiGeometry|outerBoundaryIs|innerBoundaryIs|LinearRing|coordinates|Style|LineStyle|PolyStyle|IconStyle|color|fill|outline|width|styleUrl|altitudeMode|TimeStamp|TimeSpan|when|begin|end|open|visibility|address|phoneNumber|Snippet|snippet|displayName)\b)[^!][^>]{0,60}/i;
/** Maps for other programs, opened in the browser as careless programs serve them: KML as XML, GeoJSON and SVG as what they are. */
export async function maps(page: Page, f: Findings, w: Writer, folder: string): Promise<void> {
  const open = async (file: string, type: string): Promise<void> => {
    const at = `${w.url}/elsewhere/${file.split('/').at(-1) ?? ''}`;
    await page.route(at, (route) => route.fulfill({ path: file, contentType: type }));
    await page.goto(at);
    await f.look(`files: ${type}`, at.split('/').at(-1) ?? '');
  };
  for (const layer of LAYERS) {
    const json = await made(w, folder, 'exports', { layers: [layer], format: 'geojson' }, `${layer}.geojson`);
    const text = JSON.stringify(JSON.parse(read('cat', json)));
    expectThat(CASES.every((m) => text.includes(JSON.stringify(m).slice(1, -1))), `${layer}: a text is missing from the GeoJSON`);
    await open(json, 'application/json');
    const kml = await made(w, folder, 'exports', { layers: [layer], format: 'kml' }, `${layer}.kml`);
    const stray = KML.exec(read('cat', kml).replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''));
    expectThat(stray === null, `${layer}: the KML holds ${stray?.[0] ?? ''}`);
    await open(kml, 'text/xml');
  }
  for (const [k, m] of CASES.entries()) {
    const sheet = { title: m.slice(0, 120), subtitle: m, author: m.slice(0, 80), sources: m, disclaimer: m, layers: ['assets', LAYER], center: placeOf(k), scale: 5000, table: true };
    await open(await made(w, folder, 'prints', { ...sheet, format: 'svg' }, `sheet-${String(k)}.svg`), 'image/svg+xml');
    if (k % 5 === 0) paper(await made(w, folder, 'prints', { ...sheet, attributes: true }, `sheet-${String(k)}.pdf`), [m]);
  }
}
/** A PDF without a script, an action or an address, in which the texts are read. */
function paper(file: string, texts: readonly string[]): void {
  expectThat(read('pdfinfo', '-js', file).trim() === '', `${file} holds a script`);
  expectThat(!/\/(JavaScript|JS|Launch|SubmitForm|OpenAction|AA|RichMedia)\b|\/URI\s*\((?!https?:)/.test(read('cat', file)), `${file} holds an action`);
  const said = read('pdftotext', file, '-').replace(/\s+/g, '');
  expectThat(texts.every((m) => said.includes(m.slice(0, 20).replace(/\s+/g, ''))), `${file}: a text is missing`);
}
/** The sheets of all the properties in one PDF. */
export async function papers(w: Writer, folder: string, p: Planted): Promise<void> {
  const { job } = await w.ask<{ job: string }>('POST', 'papers/sheets', { selection: { ids: p.assets }, language: 'fr' });
  await w.job(job);
  paper(await fetched(w, folder, `papers/sheets/${job}/file`, 'sheets.pdf'), CASES);
}

/** Pages the server writes itself: the open page of the commune, worded by each payload in turn, and what the OGC addresses show to a browser. */
export async function openPages(page: Page, f: Findings, w: Writer): Promise<void> {
  // What goes through a route is not kept by the browser for the next time.
  await page.route(`${w.url}/public/**`, (route) => route.continue());
  for (const [k, m] of CASES.entries()) {
    w.fields.add('changePortal.title').add('changePortal.intro');
    await w.ask('PUT', 'portal', { isOpen: true, title: m, titleAr: m, intro: m, introAr: m, papers: [], frames: [] }, { headers: { 'if-match': `"v${String(k)}"` } });
    await page.goto(`${w.url}/public/${CODE}?lang=${k % 2 ? 'ar' : 'fr'}`);
    await f.look('open page', 'public');
  }
  for (const path of ['', '/collections', ...LAYERS.flatMap((l) => [`/collections/${l}`, `/collections/${l}/items?limit=100&f=html`])]) {
    await page.goto(`${w.url}/ogc/${CODE}${path}${path.includes('?') ? '' : '?f=html'}`);
    await f.look('pages of the OGC addresses', `ogc${path}`);
  }
}
