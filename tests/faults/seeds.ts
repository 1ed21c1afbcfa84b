import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { ogrExport, type OgrFormat } from '../../server/src/platform/gdal/index.ts';

/** A sound file that is mutated, and how it is imported. */
export interface SeedFile { name: string; options: Record<string, unknown>; bytes: Uint8Array }

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const AIRBNB = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365';
const NAMES = ['Dar El Medina', '"Souk, côté ouest"', 'غرفة قرب البحر', '"Studio ""Le Lac"""'];
const RINGS = Array.from({ length: 12 }, (_, i) => {
  const x = 10.1 + i * 0.01, y = 36.8;
  return [[x, y], [x + 0.008, y], [x + 0.008, y + 0.006], [x, y + 0.006], [x, y]];
});
const FEATURES = RINGS.map((ring, i) => JSON.stringify({ type: 'Feature', properties: { name: `Parcelle n° ${String(i)} — قطعة`, area: 10.5 * i, kept: i % 2 === 0 }, geometry: { type: 'Polygon', coordinates: [ring] } }));

const airbnb = (): Uint8Array => text(`${AIRBNB}\n${Array.from({ length: 40 }, (_, i) => [String(i % 2 ? 700_000_000_000_000_000n + BigInt(i) : 4000 + i), NAMES[i % 4], String(90 + i), 'Amel', '', `Zone ${String(i % 5)}`,
  (36.8 + i / 1000).toFixed(5), (10.1 + i / 1000).toFixed(5), i % 3 ? 'Entire home/apt' : 'Private room', i % 7 ? String(40 + i) : '', '2', String(i), i ? '2025-03-09' : '', i ? '0.31' : '', '1', String(i * 9 % 366)].join(',')).join('\n')}\n`);
const assets = (): Uint8Array => text(`code;désignation;الاسم;superficie;domaine;longitude;latitude\n${Array.from({ length: 30 }, (_, i) => `B${String(i)};École « ${String(i)} »;مدرسة;${String(100 + i)},5;public;${(10.1 + i / 500).toFixed(4)};36.81`).join('\n')}\n`);

/** A workbook as the common writers make it: one sheet, numbers and inline text. */
function workbook(): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships', kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const word = (ref: string, value: string): string => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = Array.from({ length: 20 }, (_, i) => { const r = String(i + 2); return `<row r="${r}">${word(`A${r}`, `X${r}`)}${word(`B${r}`, 'Marché ‒ سوق')}<c r="C${r}"><v>${String(50 + i)}.25</v></c></row>`; });
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="Biens" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${word('A1', 'code')}${word('B1', 'désignation')}${word('C1', 'superficie')}</row>${rows.join('')}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, text(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)])));
}

/** One sound file of each kind an import takes; the binary ones are written by the product's own GDAL. */
export async function seedFiles(): Promise<SeedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-seeds-'));
  const written = async (format: OgrFormat): Promise<[string, Uint8Array][]> => {
    const own = join(folder, format);
    mkdirSync(own);
    // A drawing has layers and no fields.
    const features = format === 'dxf' ? FEATURES.map((f) => f.replace('"properties":{', '"properties":{"Layer":"parcelles",')) : FEATURES;
    writeFileSync(join(own, 'in.geojsonl'), `${features.join('\n')}\n`);
    const files = await ogrExport({ folder: own }, [{ file: join(own, 'in.geojsonl'), layer: 'parcelles' }], { format, name: 'parcelles' });
    return files.map((file) => [file.slice(file.lastIndexOf('/') + 1), readFileSync(file)]);
  };
  const layer = { format: 'layer', layer: 'mutants', title: 'Mutants' };
  try {
    const seeds: SeedFile[] = [
      { name: 'listings.csv', options: { format: 'inside-airbnb', platform: 'airbnb', captured: '2026-01-15' }, bytes: airbnb() },
      { name: 'biens.csv', options: { format: 'assets' }, bytes: assets() },
      { name: 'biens.xlsx', options: { format: 'assets' }, bytes: workbook() },
      { name: 'parcelles.geojson', options: layer, bytes: text(`{"type":"FeatureCollection","features":[${FEATURES.join(',')}]}`) },
      { name: 'cadastre.geojson', options: { format: 'parcels' }, bytes: text(`{"type":"FeatureCollection","features":[${FEATURES.join(',\n')}]}`) },
      { name: 'parcelles.zip', options: layer, bytes: zipSync(Object.fromEntries(await written('shp'))) },
    ];
    for (const format of ['gpkg', 'kml', 'fgb', 'dxf'] as const) {
      const bytes = (await written(format))[0]?.[1];
      if (bytes !== undefined) seeds.push({ name: `parcelles.${format}`, options: format === 'dxf' ? { ...layer, crs: 4326 } : layer, bytes });
    }
    return seeds;
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
