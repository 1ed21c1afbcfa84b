import { createReadStream } from 'node:fs';
import { guessEncoding, headOf, isUtf8, toUtf8, type TextEncoding } from '../text/index.ts';
import { geometryOf } from './kml-geometry.ts';
import { PlacemarkScanner, type Element, type Placemark } from './kml-placemarks.ts';
import { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';

/** Elements of a Placemark that are columns, under the names GDAL gives them. */
const OWN: Record<string, string> = { name: 'Name', description: 'Description', address: 'address', phoneNumber: 'phone' };
const NUMBERS = new Set(['int', 'uint', 'short', 'ushort', 'float', 'double']);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A value by the type its schema declares; what does not fit stays the text it is. */
function typed(text: string, type: string | undefined): unknown {
  const value = text.trim();
  if (value === '') return null;
  if (type === 'bool' && /^(1|0|true|false)$/i.test(value)) return /^(1|true)$/i.test(value);
  return type !== undefined && NUMBERS.has(type) && NUMBER.test(value) ? Number(value) : value;
}

/** A Placemark's attributes: its own elements, its times, and ExtendedData (Data, SchemaData) by their names. */
function cellsOf({ element, schemas }: Placemark): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  const put = (name: string, value: unknown): void => {
    let free = name;
    for (let n = 2; free in cells; n += 1) free = `${name}_${String(n)}`;
    cells[free] = value;
  };
  const within = (e: Element, tag: string): string | undefined => e.kids.find((kid) => kid.tag === tag)?.text;
  for (const kid of element.kids) {
    const own = OWN[kid.tag];
    if (own !== undefined) put(own, typed(kid.text, undefined));
    else if (kid.tag === 'TimeStamp') put('timestamp', typed(within(kid, 'when') ?? '', undefined));
    else if (kid.tag === 'TimeSpan') for (const end of ['begin', 'end']) put(end, typed(within(kid, end) ?? '', undefined));
    else if (kid.tag === 'ExtendedData') for (const part of kid.kids) {
      if (part.tag === 'Data') put(part.at['name'] ?? 'data', typed(within(part, 'value') ?? '', undefined));
      else if (part.tag === 'SchemaData') {
        const types = schemas.get((part.at['schemaUrl'] ?? '').replace(/^.*#/, ''));
        for (const { tag, at, text } of part.kids) if (tag === 'SimpleData' && at['name'] !== undefined) put(at['name'], typed(text, types?.get(at['name'])));
      }
    }
  }
  return cells;
}

async function* placemarks(files: readonly KmlFile[]): AsyncGenerator<Placemark> {
  for (const { path, name, encoding } of files) for await (const placemark of placemarksOf(path, encoding)) yield placemark.folder === '' && name !== undefined ? { ...placemark, folder: name } : placemark;
}
async function* placemarksOf(path: string, encoding: TextEncoding): AsyncGenerator<Placemark> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 }), decode = toUtf8(encoding), scan = new PlacemarkScanner();
  source.on('error', (error) => decode.destroy(error));
  source.pipe(decode).setEncoding('utf8');
  try {
    for await (const text of decode as AsyncIterable<string>) yield* scan.push(text);
  } finally { source.destroy(); }
  scan.close();
}

async function encodingOf(path: string, options: SourceOptions): Promise<TextEncoding> {
  if (options.encoding !== undefined) return options.encoding;
  const head = await headOf(path), said = /^[^<]{0,3}<\?xml[^>]*encoding\s*=\s*["']([^"']+)/.exec(head.subarray(0, 200).toString('latin1'))?.[1] ?? '';
  if (/1256/.test(said)) return 'windows-1256';
  if (/1252|8859-?1$/.test(said)) return 'windows-1252';
  return isUtf8(head) ? 'utf-8' : guessEncoding(head);
}

/** A file's `name` stands for the folder of what is in none: a KMZ may be one map in several files. */
interface KmlFile { path: string; name?: string; encoding: TextEncoding }

/**
 * KML, streamed, of one file or of all those of a KMZ: GDAL's own reader of it, as we have it, drops ExtendedData. Read once for its folders and columns, then for its records. All folders
 * are taken, each record saying its own where there are several; or the one asked for.
 */
export async function openKml(paths: readonly { path: string; name?: string }[], options: SourceOptions): Promise<Source> {
  const files: KmlFile[] = [];
  for (const file of paths) files.push({ ...file, encoding: await encodingOf(file.path, options) });
  const folders = new Map<string, { features: number; types: Set<string> }>(), columns = new Set<string>();
  const kept = ({ folder }: Placemark): boolean => options.sourceLayer === undefined || folder === options.sourceLayer;
  let total = 0;
  for await (const placemark of placemarks(files)) {
    const seen = folders.get(placemark.folder) ?? { features: 0, types: new Set() };
    seen.features += 1;
    seen.types.add((geometryOf(placemark.element) as { type: string } | null)?.type ?? 'None');
    folders.set(placemark.folder, seen);
    if (!kept(placemark)) continue;
    total += 1;
    for (const name of Object.keys(cellsOf(placemark))) columns.add(name);
  }
  if (options.sourceLayer !== undefined && !folders.has(options.sourceLayer)) throw new SourceRefused('no_such_layer', { params: { layers: [...folders.keys()].join(', ').slice(0, 300) } });
  if (total === 0) throw new SourceRefused('empty_file');
  const many = folders.size > 1 && options.sourceLayer === undefined;
  if (many) columns.add('source_layer');
  async function* records(): AsyncGenerator<SourceRecord> {
    let row = 0;
    for await (const placemark of placemarks(files)) {
      if (!kept(placemark)) continue;
      const cells = cellsOf(placemark);
      yield { row: row += 1, cells: many ? { ...cells, source_layer: placemark.folder } : cells, geometry: geometryOf(placemark.element) };
    }
  }
  return {
    driver: 'vector', encoding: files[0]?.encoding ?? null, delimiter: null, sheets: [], srid: 4326, crs: 4326, crsName: 'WGS 84', crsFrom: 'format', columns: [...columns], total, records,
    layers: [...folders].map(([name, { features, types }]) => ({ name, features, geometryType: types.size === 1 ? [...types][0] ?? null : 'Unknown' })),
  };
}
