import { createHash } from 'node:crypto';
import { guessDecimal, type Own, ImportOptions, isGeographic, Mapping, shiftAccuracy, suggestMapping, unknownFields, FIELDS, type Decimal, type FileGuess, type RegisterFormat } from '@sommier/domain/imports';
import type { Source, SourceRecord } from '../../../platform/source/index.ts';
import { SourceRefused } from '../../../platform/source/index.ts';

const SAMPLE = 1000;

/** A file with its mapping settled: how each row becomes fields. */
export interface Understood {
  source: Source;
  mapping: Mapping;
  mappingFrom: 'given' | 'remembered' | 'suggested';
  /** Names the file's headings, so that a commune's mapping is found again. */
  headerHash: string;
  columns: string[];
  decimal: Decimal;
  /** The mark of the coordinates' columns, which may be another. */
  coordinateDecimal: Decimal;
  /** The commune's lists and fields that values are read by. */
  own: Own;
  /** System of the coordinates handed out, and whether they are degrees. */
  srid: number;
  geographic: boolean;
  records(): AsyncIterable<SourceRecord>;
  sample: SourceRecord[];
}

export const headerHash = (columns: readonly string[]): string => createHash('sha256').update(columns.join('\u001f')).digest('hex').slice(0, 32);
const asText = (cell: unknown): string => cell === null || cell === undefined ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);

/**
 * Reads the first thousand records, then settles the mapping: the person's, else the one the commune used last for these headings, else a
 * guess. `records()` may be called once; it starts with the sample. Throws SourceRefused.
 */
export async function understand(source: Source, format: RegisterFormat, options: Record<string, unknown>): Promise<Understood> {
  const read = source.records()[Symbol.asyncIterator]();
  const sample: SourceRecord[] = [];
  let over = false;
  while (sample.length < SAMPLE && !over) {
    const next = await read.next();
    if (next.done === true) over = true; else sample.push(next.value);
  }
  if (sample.length === 0 && source.columns.length === 0) throw new SourceRefused('empty_file');
  const columns = source.columns.length > 0 ? source.columns : [...new Set(sample.flatMap((r) => Object.keys(r.cells)))];
  const texts = sample.filter((r) => r.fault === undefined).map((r) => Object.fromEntries(columns.map((c) => [c, asText(r.cells[c])])));
  const hash = headerHash(columns);
  const own: Own = { codes: (options['codes'] ?? []) as Own['codes'], extra: (options['extraFields'] ?? []) as Own['extra'] };
  const { mapping, mappingFrom } = settle(format, options, hash, columns, texts, own);
  const cells = (kinds: readonly string[]): string[] => {
    const columns = Object.entries(mapping.columns).filter(([, f]) => [f].flat().some((x) => kinds.includes(FIELDS[format][x] ?? ''))).map(([c]) => c);
    // Cells that hold numbers have no mark to tell.
    return sample.filter((r) => r.fault === undefined).flatMap((r) => columns.map((c) => (typeof r.cells[c] === 'number' ? '' : asText(r.cells[c]))));
  };
  const places = cells(['coordinate']), figures = cells(['area', 'amount']);
  const srid = source.srid ?? 4326;
  async function* records(): AsyncGenerator<SourceRecord> {
    yield* sample;
    while (!over) { const next = await read.next(); if (next.done === true) over = true; else yield next.value; }
  }
  return {
    own, source, mapping, mappingFrom, headerHash: hash, columns, decimal: decimalOf(format, source.delimiter, figures.some((v) => v !== '') ? figures : places), coordinateDecimal: guessDecimal(places.some((v) => v !== '') ? places : figures),
    srid, geographic: isGeographic(srid), records, sample,
  };
}

/** A spreadsheet that separates columns by semicolons writes decimals with a comma: so are amounts of three decimals read ("120,500" dinars), where no value says otherwise. */
const decimalOf = (format: RegisterFormat, delimiter: string | null, values: string[]): Decimal =>
  ['leases', 'payments', 'sales', 'fixed-assets', 'lodging-stays', 'deliveries'].includes(format) && delimiter === ';' && !values.some((v) => v.includes('.')) ? ',' : guessDecimal(values);

function settle(format: RegisterFormat, options: Record<string, unknown>, hash: string, columns: string[], texts: Record<string, string>[], own: Own): Pick<Understood, 'mapping' | 'mappingFrom'> {
  if (options['mapping'] !== undefined) {
    const given = Mapping.safeParse(options['mapping']);
    if (!given.success) throw new SourceRefused('bad_mapping', { params: { why: given.error.issues[0]?.message ?? '' } });
    const unknown = unknownFields(format, given.data, own);
    if (unknown[0] !== undefined) throw new SourceRefused('unknown_field', { params: { field: unknown[0], fields: [...Object.keys(FIELDS[format]), ...(format === 'assets' ? own.extra.map((x) => `extra_${x.key}`) : [])].join(', ') } });
    const absent = Object.keys(given.data.columns).find((c) => !columns.includes(c));
    if (absent !== undefined) throw new SourceRefused('unknown_column', { column: absent, params: { columns: columns.join(', ').slice(0, 400) } });
    return { mapping: given.data, mappingFrom: 'given' };
  }
  const remembered = Mapping.safeParse((options['remembered'] as Record<string, unknown> | undefined)?.[hash]);
  if (remembered.success && unknownFields(format, remembered.data, own).length === 0) return { mapping: remembered.data, mappingFrom: 'remembered' };
  return { mapping: suggestMapping(format, columns, texts, own), mappingFrom: 'suggested' };
}

/** What is shown to the person before anything is written. */
export function guessOf(u: Understood, formats: FileGuess['formats']): FileGuess {
  const { source } = u;
  const placed = source.driver === 'geojson' || source.driver === 'vector' || Object.values(u.mapping.columns).flat().some((f) => f === 'lon' || f === 'wkt');
  const crs = placed ? source.crs ?? (source.srid === null ? 4326 : source.srid) : null;
  return {
    formats, driver: source.driver, encoding: source.encoding, delimiter: source.delimiter, sheets: source.sheets, sourceLayers: source.layers,
    crs, crsName: source.crsName, crsFrom: placed ? source.crsFrom : 'none', accuracyM: placed ? shiftAccuracy(crs) : null, rows: source.total,
    columns: u.columns, mapping: u.mapping, mappingFrom: u.mappingFrom,
  };
}

/** Options as the reader's parent sends them, checked; unknown keys (the parent's own) are left aside. */
export function optionsOf(raw: Record<string, unknown>): ImportOptions {
  const known = Object.fromEntries(Object.entries(raw).filter(([k, v]) => k in ImportOptions.shape && v !== undefined && v !== null));
  const read = ImportOptions.safeParse(known);
  if (!read.success) throw new SourceRefused('bad_option', { params: { option: read.error.issues[0]?.path.join('.') ?? '', why: read.error.issues[0]?.message ?? '' } });
  return read.data;
}
