import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { headOf, toUtf8, type TextEncoding } from '../text/index.ts';
import { SourceRefused, type SourceRecord } from './types.ts';

const MAX_FEATURE = 60_000_000;

/** EPSG code of a collection's (pre-RFC 7946) `crs` member, read from its ends; 4326 where it has none, null where it is not understood. */
export async function geojsonCrs(path: string): Promise<{ code: number | null; said: boolean }> {
  const head = (await headOf(path, 65_536)).toString('latin1');
  const file = await open(path, 'r');
  let tail = '';
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(4096, size));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    tail = buffer.toString('latin1');
  } finally { await file.close(); }
  const member = /"crs"\s*:\s*\{[^}]*"properties"\s*:\s*\{[^}]*"name"\s*:\s*"([^"]+)"/;
  const name = (member.exec(head) ?? member.exec(tail))?.[1];
  if (name === undefined) return { code: 4326, said: false };
  if (/CRS84/i.test(name)) return { code: 4326, said: true };
  const code = /EPSG:+(?:[\d.]*:)?(\d{4,6})$/i.exec(name)?.[1];
  return { code: code === undefined ? null : Number(code), said: true };
}

/** True for a FeatureCollection, which is streamed here; any other JSON is left to GDAL. */
export async function isCollection(path: string): Promise<boolean> {
  const head = (await headOf(path, 65_536)).toString('latin1');
  return /"features"\s*:\s*\[/.test(head) && !/"type"\s*:\s*"Topology"/.test(head);
}

/** Reads features one by one, however large the file. A cut or broken file is refused with the number of the feature where it broke. */
export async function* collectionRecords(path: string, encoding: TextEncoding): AsyncGenerator<SourceRecord> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  const decode = toUtf8(encoding);
  source.on('error', (e) => decode.destroy(e));
  source.pipe(decode).setEncoding('utf8');
  const scan = new FeatureScanner();
  let row = 0;
  try {
    for await (const chunk of decode as AsyncIterable<string>) {
      for (const text of scan.push(chunk)) yield feature(text, ++row);
    }
  } finally { source.destroy(); }
  if (!scan.ended) throw new SourceRefused('truncated', { row: row + 1 });
}

/** One feature a line, as GDAL writes them and GeoJSONSeq files hold them. */
export async function* lineRecords(path: string): AsyncGenerator<SourceRecord & { id: number | null }> {
  const source = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 });
  let rest = '', row = 0;
  const one = (line: string): (SourceRecord & { id: number | null }) | null => {
    const text = line.replace(/^\u001e/, '').trim();
    if (text === '') return null;
    row++;
    const id = /^\{\s*"type"\s*:\s*"Feature"\s*,\s*"id"\s*:\s*(\d+)/.exec(text)?.[1];
    return { ...feature(text, row), id: id === undefined ? null : Number(id) };
  };
  for await (const chunk of source as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_FEATURE) throw new SourceRefused('feature_too_big', { row: row + 1 });
    for (const line of lines) { const r = one(line); if (r) yield r; }
  }
  const last = one(rest);
  if (last) yield last;
}

function feature(text: string, row: number): SourceRecord {
  let value: unknown;
  try { value = JSON.parse(text); } catch (error) { throw new SourceRefused('invalid_json', { row, params: { why: error instanceof Error ? error.message.slice(0, 120) : '' } }); }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SourceRefused('invalid_json', { row, params: { why: 'feature' } });
  const { properties, geometry, id } = value as Record<string, unknown>;
  const cells = typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? { ...properties as Record<string, unknown> } : {};
  if (typeof id === 'string' && cells['id'] === undefined) cells['id'] = id;
  return { row, cells, geometry: geometry ?? null };
}

/** Finds the objects of the `features` array in a stream of text, aware of strings and escapes; holds one feature at a time. */
class FeatureScanner {
  ended = false;
  private held = '';
  private at = 0;
  private depth = 0;
  private start = -1;
  private inside = false;
  private quoted = false;
  private escaped = false;

  *push(chunk: string): Generator<string> {
    this.held += chunk;
    if (!this.inside) {
      const m = /"features"\s*:\s*\[/.exec(this.held);
      if (m === null) { if (this.held.length > 1_000_000) throw new SourceRefused('invalid_json', { row: 0 }); return; }
      this.inside = true; this.at = m.index + m[0].length;
    }
    while (this.at < this.held.length && !this.ended) {
      const c = this.held.charCodeAt(this.at);
      if (this.quoted) {
        if (this.escaped) this.escaped = false; else if (c === 92) this.escaped = true; else if (c === 34) this.quoted = false;
      } else if (c === 34) this.quoted = true;
      else if (c === 123) { if (this.depth++ === 0) this.start = this.at; }
      else if (c === 125 && --this.depth === 0) { yield this.held.slice(this.start, this.at + 1); this.start = -1; }
      else if (c === 93 && this.depth === 0) this.ended = true;
      this.at++;
    }
    const keep = this.start >= 0 ? this.start : this.at;
    this.held = this.held.slice(keep);
    this.at -= keep;
    if (this.start >= 0) this.start = 0;
    if (this.held.length > MAX_FEATURE) throw new SourceRefused('feature_too_big');
  }
}
