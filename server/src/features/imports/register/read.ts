import { createHash } from 'node:crypto';
import { hasPlaces, kindOfParty, leaseKeyParts, settleAsset, settleFixedAsset, settleLease, settlePayment, settleSale, settleTemplate, TEMPLATE_FORMATS, TEMPLATE_NEEDED, type TemplateFormat, type CellFault, type RegisterFormat } from '@sommier/domain/imports';
import { identifierKey } from '@sommier/domain/parties';
import { openSource, refusing } from '../../../platform/source/index.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader/protocol.ts';
import { convert, digestOf, KEY, jsonText, type Converted } from './convert.ts';
import { guessOf, optionsOf, understand, type Understood } from './understand.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What a file must feed, or is refused as a whole. */
const NEEDED: Partial<Record<RegisterFormat, { fields: readonly string[]; code: string }>> = {
  leases: { fields: ['unit', 'type'], code: 'lease_column_missing' }, payments: { fields: ['paid_on', 'amount'], code: 'payment_column_missing' },
  sales: { fields: ['sale_kind', 'market_use', 'traded_on', 'area_m2', 'price'], code: 'sale_column_missing' }, 'fixed-assets': { fields: ['inventory_number', 'gross_value'], code: 'sale_column_missing' },
};
/** Formats whose rows carry money: amounts become minor units, what stands against the row is answered. */
const SETTLE: Partial<Record<RegisterFormat, (fields: Converted['fields'], money: { exponent: number; currency: string }) => CellFault[]>> = { assets: settleAsset, payments: settlePayment, sales: settleSale, 'fixed-assets': settleFixedAsset };

/** Reads a register file of one of the formats into the stage `row, key, digest, content, geom, srid`. */
export const registerReader = (format: RegisterFormat): Reader => async (input, output) => {
  const u = await opened(format, input, output);
  const guess = guessOf(u, [format]);
  output.meta({ guess, accuracyM: guess.accuracyM, crs: guess.crs, mapping: u.mapping, mappingFrom: u.mappingFrom, headerHash: u.headerHash });
  const needed = NEEDED[format];
  for (const field of needed?.fields ?? []) if (!fed(u, field)) output.refuseFile({ code: needed?.code ?? '', params: { field, columns: u.columns.join(', ').slice(0, 400) } });
  if (isTemplate(format)) for (const field of TEMPLATE_NEEDED[format]) if (!fed(u, field)) output.refuseFile({ code: 'template_column_missing', params: { field, columns: u.columns.join(', ').slice(0, 400) } });
  if (format === 'assets' && !Object.values(u.mapping.columns).flat().includes('code')) output.refuseFile({ code: 'no_code_column', params: { columns: u.columns.join(', ').slice(0, 400) } });
  const rows = await refusing(output, () => emit(format, u, input, output));
  return rows;
};

export async function opened(format: RegisterFormat, input: ReaderInput, output: ReaderOutput): Promise<Understood> {
  return await refusing(output, async () => {
    const options = optionsOf(input.options);
    const source = await openSource(input.file, input.name, input.folder, options as Parameters<typeof openSource>[3]);
    return await understand(source, format, input.options);
  });
}

async function emit(format: RegisterFormat, u: Understood, input: ReaderInput, output: ReaderOutput): Promise<number> {
  const seen = new Map<string, number>();
  const types = new Map<string, string>();
  const notes = { unlocated: 0, named_by_code: 0 };
  const periods = Object.entries(u.mapping.columns).find(([, field]) => [field].flat().includes('period'))?.[0];
  let rows = 0;
  for await (const record of u.records()) {
    rows++;
    const c = convert(u, format, record);
    if (format === 'leases' && c.faults.length === 0) finishLease(c, input);
    if (c.faults.length === 0) c.faults.push(...SETTLE[format]?.(c.fields, { exponent: Number(input.options['exponent'] ?? 2), currency: String(input.options['currency'] ?? '') }) ?? []);
    if (format === 'fixed-assets' && c.key !== null) c.key = c.key.toUpperCase();
    if (isTemplate(format) && c.faults.length === 0) c.faults.push(...settleTemplate(format, c.fields, String(input.options['currency'] ?? ''), periods));
    finish(format, c, seen, notes);
    if (c.faults.length > 0) {
      for (const f of c.faults) output.refuse({ row: c.row, column: f.column, value: f.value, code: f.code, ...(f.params ? { params: f.params } : {}) });
      continue;
    }
    if (c.ewkb === null && hasPlaces(format)) notes.unlocated++;
    if (format === 'layer') for (const [name, value] of Object.entries(c.attributes)) types.set(name, widen(types.get(name), value));
    const content = { ...c.fields, attributes: c.attributes, ...(format === 'assets' ? { extra: c.extra, ...parsed(c.fields) } : {}) };
    const line = `${String(c.row)},${quoted(clean(c.key ?? ''))},${digestOf(c)},${quoted(jsonText(content))},${c.ewkb ?? ''},${String(u.srid)}\n`;
    const wait = output.write(line);
    if (wait) await wait;
    if (rows % 5000 === 0) output.progress(rows, Math.max(rows, u.source.total ?? 0));
  }
  output.meta({ notes: { ...notes, ...(u.srid === 4326 && u.source.crs === 4326 ? {} : { crs: u.source.crs, crs_name: u.source.crsName }) }, fields: [...types].map(([name, type]) => ({ name, type })) });
  output.progress(rows, rows);
  return rows;
}

const isTemplate = (f: RegisterFormat): f is TemplateFormat => (TEMPLATE_FORMATS as readonly string[]).includes(f);
const fed = (u: Understood, field: string): boolean => Object.values(u.mapping.columns).flat().includes(field) || u.mapping.constants[field] !== undefined;
/** A right's row: money in minor units, its key, and the number of its holder as it is searched. */
function finishLease(c: Converted, input: ReaderInput): void {
  const { exponent, currency } = input.options;
  c.faults.push(...settleLease(c.fields, { exponent: typeof exponent === 'number' ? exponent : 2, currency: typeof currency === 'string' ? currency : '' }));
  if (c.faults.length > 0) return;
  c.key ??= `sha1:${createHash('sha1').update(JSON.stringify(leaseKeyParts(c.fields))).digest('hex')}`;
  const number = c.fields['party_identifier'];
  if (number !== undefined && number !== null) c.fields['party_key'] = identifierKey(String(number));
  if (c.fields['party'] !== undefined && c.fields['party'] !== null) c.fields['party_kind'] = kindOfParty(c.fields);
}
/** What travels as JSON text in a cell is JSON in the stage. */
const parsed = (fields: Converted['fields']): Record<string, unknown> =>
  Object.fromEntries(['charges', 'provenance'].flatMap((f) => (typeof fields[f] === 'string' ? [[f, JSON.parse(fields[f]) as unknown]] : [])));
const clean = (key: string): string => key.replaceAll('\u0000', '');
/** Gives the row its key, and refuses what would stand twice. Keys made from content count their repeats, so that equal rows all stay. */
function finish(format: RegisterFormat, c: Converted, seen: Map<string, number>, notes: { named_by_code: number }): void {
  if (c.faults.length > 0 || format === 'leases' || format === 'lodging-stays' || format === 'declarations') return;
  if (format === 'assets') {
    if (c.key === null) { c.faults.push({ column: 'code', value: null, code: 'required' }); return; }
    if (c.fields['name'] === undefined || c.fields['name'] === null) { c.fields['name'] = c.key; notes.named_by_code++; }
  }
  if (c.key !== null) {
    const before = seen.get(c.key);
    if (before !== undefined) c.faults.push({ column: KEY[format], value: c.key, code: 'duplicate_key', params: { first: before } });
    else seen.set(c.key, c.row);
    return;
  }
  const digest = digestOf(c), n = (seen.get(digest) ?? 0) + 1;
  seen.set(digest, n);
  c.key = n === 1 ? `sha1:${digest}` : `sha1:${digest}#${String(n)}`;
}

function widen(known: string | undefined, value: unknown): string {
  const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : typeof value === 'object' ? 'json' : 'text';
  return known === undefined || known === type ? type : 'text';
}
