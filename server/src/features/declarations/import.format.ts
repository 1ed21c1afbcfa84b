import { formOf, lineFaults, periodOf, touching, type DeclarationLine } from '@sommier/domain/declarations';
import { identifierKey } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { canonical } from '../../platform/audit/index.ts';
import { plainValue } from '../../platform/source/index.ts';
import { remember, remembered, STAGING_COLUMNS, type Batch, type ImportFormat, type MergeCounts, type ReaderRefusal } from '../imports/index.ts';
import { today } from '../ledger/index.ts';
import { insertParty } from '../parties/index.ts';
import { correct, fileDeclaration, withdrawBatch } from './declarations.store.ts';

import { rulesByTax } from './forms.queries.ts';

type Fields = Record<string, string | number | null | undefined>;
interface Row { row: number; content: Fields }
/** One return of the file: the rows of a taxpayer, a tax and a period, in their order. */
interface Return { rows: number[]; name: string; number: string | null; kind: 'natural' | 'legal'; tax: string; from: string; to: string; zero: boolean; lines: DeclarationLine[]; at: Map<number, number> }

const t = (f: Fields, key: string): string | undefined => plainValue(f[key], 300) ?? undefined;
const n = (f: Fields, key: string): number | undefined => (typeof f[key] === 'number' ? f[key] : undefined);
const some = (o: object): object => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined));

/** A row as a line; groups of one kind, class, place and days are one line. */
function lineOf(f: Fields, units: ReadonlyMap<string, string>, currency: string): DeclarationLine {
  const amount = (key: string): string | undefined => { const v = f[key]; return v === null || v === undefined ? undefined : fromMinor(BigInt(v), currencyExponent(currency)); };
  const registration = t(f, 'registration_number');
  const place = some({ unitId: registration === undefined ? undefined : units.get(identifierKey(registration)), zone: t(f, 'zone') });
  const group = some({ count: n(f, 'nights') ?? n(f, 'guests'), age: n(f, 'age'), adult: n(f, 'age') !== undefined || t(f, 'age_group') === undefined ? undefined : t(f, 'age_group') === 'adult', nationality: t(f, 'nationality'), exemption: t(f, 'exemption') });
  const said: Record<string, object> = {
    nights: { class: t(f, 'lodging_class'), groups: [{ ...group, count: n(f, 'nights') }], roomNights: n(f, 'rooms'), price: amount('price') },
    stay: { class: t(f, 'lodging_class'), arrival: t(f, 'arrival'), departure: t(f, 'departure'), contractOn: t(f, 'contract_on'), groups: [{ ...group, count: n(f, 'guests') }], rooms: n(f, 'rooms'), price: amount('price') },
    vehicles: { vehicleType: t(f, 'vehicle_type'), vehicles: n(f, 'vehicles'), per: t(f, 'per'), fleet: n(f, 'fleet') }, trips: { vehicleType: t(f, 'vehicle_type'), trips: n(f, 'trips'), km: t(f, 'km') },
    deliveries: { goods: t(f, 'goods'), deliveries: n(f, 'deliveries') }, turnover: { class: t(f, 'lodging_class'), goods: t(f, 'goods'), amount: amount('turnover') },
  };
  return { kind: t(f, 'line'), ...place, ...some(said[t(f, 'line') ?? ''] ?? {}) } as DeclarationLine;
}

/** The returns that a stage holds, and the rows that stand against each other in one. */
async function returnsOf(tx: Tx, stage: string, currency: string): Promise<{ returns: Return[]; refused: ReaderRefusal[] }> {
  const { rows } = await tx.raw(`select row, content from ${stage} order by row`) as { rows: Row[] };
  const { rows: known } = await tx.raw(`select id, registration from activity_unit where commune_id = current_commune() and registration is not null`) as { rows: { id: string; registration: string }[] };
  const units = new Map(known.map((u) => [identifierKey(u.registration), u.id])), all = new Map<string, Return>(), refused: ReaderRefusal[] = [];
  for (const { row, content: f } of rows) {
    const number = t(f, 'taxpayer_identifier') ?? null, name = t(f, 'taxpayer') ?? '', zero = t(f, 'line') === 'zero';
    const key = [number === null ? foldText(name) : identifierKey(number), t(f, 'tax'), f['from'], f['to']].join('\u001f');
    const had = all.get(key) ?? { rows: [], name, number, kind: t(f, 'taxpayer_kind') === 'legal' ? 'legal' as const : 'natural' as const, tax: t(f, 'tax') ?? '', from: String(f['from']), to: String(f['to']), zero, lines: [], at: new Map<number, number>() };
    if (had.rows.length > 0 && had.zero !== zero) { refused.push({ row, column: 'line', value: t(f, 'line') ?? null, code: 'return_disagrees', params: { first: had.rows[0] } }); continue; }
    all.set(key, had);
    had.rows.push(row);
    if (zero) continue;
    const line = lineOf(f, units, currency), same = had.lines.findIndex((l) => 'groups' in l && 'groups' in line && canonical({ ...l, groups: [], price: '' }) === canonical({ ...line, groups: [], price: '' }) && l.price === undefined && line.price === undefined);
    const other = had.lines[same];
    if (other !== undefined && 'groups' in other && 'groups' in line) other.groups.push(...line.groups);
    else { had.at.set(had.lines.length, row); had.lines.push(line); }
  }
  return { returns: [...all.values()], refused };
}

async function check(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  const { returns, refused } = await returnsOf(tx, stage, batch.commune.currency), rules = await rulesByTax(tx), day = await today(tx);
  for (const r of returns) {
    const form = formOf(touching(rules.get(r.tax) ?? [], r)), first = r.rows[0] ?? 0;
    const asked = form === null ? null : periodOf(form.returnPeriod, r.from);
    if (form === null) refused.push(...r.rows.map((row) => ({ row, column: 'tax', value: r.tax, code: 'no_return_asked' })));
    else if (r.to > day) refused.push(...r.rows.map((row) => ({ row, column: 'period', value: r.from, code: 'period_not_ended' })));
    else if (asked !== null && (asked.from !== r.from || asked.to !== r.to)) refused.push(...r.rows.map((row) => ({ row, column: 'period', value: `${r.from} – ${r.to}`, code: 'other_return_period', params: { from: asked.from, to: asked.to } })));
    // A return stands whole or not at all: half of one would be a false return.
    else if (lineFaults(r.lines, r, form).length > 0) {
      const faults = lineFaults(r.lines, r, form).map((x) => ({ line: Number(x.path.split('.')[2]), field: x.path.split('.').at(-1) ?? '', message: x.message }));
      refused.push(...r.rows.map((row): ReaderRefusal => { const own = faults.find((x) => r.at.get(x.line) === row); return own === undefined ? { row, column: 'line', value: null, code: 'return_incomplete', params: { row: r.at.get(faults[0]?.line ?? 0) ?? first } } : { row, column: own.field === 'kind' ? 'line' : own.field, value: null, code: 'not_of_this_tax', params: { tax: r.tax } }; }));
    }
  }
  if (refused.length > 0) await tx.raw(`delete from ${stage} where row = any (cast(:rows as integer[]))`, { rows: `{${refused.map((r) => r.row).join(',')}}` });
  return refused;
}

/** The party a return names: by its number, else the one party of that name; else a new one. */
async function partyOf(tx: Tx, r: Return, batch: Batch): Promise<string> {
  const { rows: [found] } = await tx.raw(r.number === null
    ? `select min(p.id)::text as id from party p where p.commune_id = current_commune() and p.merged_into is null and fold_text(p.name) = fold_text(:name) having count(*) = 1`
    : `select coalesce(p.merged_into, p.id)::text as id from party_identifier i join party p on p.commune_id = i.commune_id and p.id = i.party_id where i.commune_id = current_commune() and i.value_key = :name order by i.id limit 1`, { name: r.number === null ? r.name : identifierKey(r.number) }) as { rows: { id: string }[] };
  return found?.id ?? insertParty(tx, { kind: r.kind, name: r.name, nameAr: null, legalForm: null, activity: null, note: null, identifiers: r.number === null ? [] : [{ kind: r.kind === 'legal' ? 'tax_id' : 'national_id', value: r.number }] }, batch.person, batch.id);
}

/** Counts are of rows: those of new returns are inserted, of corrected ones updated, of returns that say what is filed already unchanged. */
async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const { returns } = await returnsOf(tx, stage, batch.commune.currency), counts = { inserted: 0, returned: 0, updated: 0, unchanged: 0, removed: 0, held: 0 }, by = { channel: 'file' as const, batch: batch.id };
  for (const r of returns) {
    const partyId = await partyOf(tx, r, batch), content = { partyId, tax: r.tax, from: r.from, to: r.to, zero: r.zero, lines: r.lines, note: null };
    const { rows: [filed] } = await tx.raw(`select d.id, d.zero, d.lines from declaration d where d.commune_id = current_commune() and d.state = 'filed' and d.party_id = :partyId and d.tax = :tax and d.period_from = cast(:from as date) and d.period_to = cast(:to as date)`, { partyId, tax: r.tax, from: r.from, to: r.to }) as { rows: { id: string; zero: boolean; lines: DeclarationLine[] }[] };
    if (filed === undefined) { await fileDeclaration(tx, content, batch.commune.currency, by); counts.inserted += r.rows.length; }
    else if (canonical([filed.zero, filed.lines]) === canonical([r.zero, r.lines])) counts.unchanged += r.rows.length;
    else { await correct(tx, filed.id, { zero: r.zero, lines: r.lines, note: null, reason: batch.sourceName.slice(0, 900).padEnd(3, '.') }, by); counts.updated += r.rows.length; }
  }
  await remember(tx, batch);
  return counts;
}

/** Returns by file: CSV or a workbook, one line a row. */
export const declarationsFormat: ImportFormat = {
  name: 'declarations', permission: 'activity.write', reader: new URL('../imports/register/reader-declarations.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'activity',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'declarations'), exponent: currencyExponent(commune.currency), currency: commune.currency }), check, merge,
  undo: async (tx, batch) => { await withdrawBatch(tx, batch.id); },
};
