import { countryOf } from '@sommier/domain/activity';
import { daysBetween } from '@sommier/domain/shared';
import { fileValues, plainValue, refusing, rootOf, SourceRefused } from '../../../platform/source/index.ts';
import type { Reader } from '../../imports/index.ts';
import { digestOf, FactLines, unitKey, type StagedParty } from './staged.ts';

type Json = Readonly<Record<string, unknown>>;
const object = (v: unknown): Json | null => (typeof v === 'object' && v !== null && !Array.isArray(v) ? v as Json : null);
/** The first of some spellings that the object has: SDEP and STR-AP write one thing in several ways. */
const first = (of: Json | null, ...names: string[]): unknown => names.map((n) => of?.[n]).find((v) => v !== undefined && v !== null);

/** The day of an instant, in the place's own writing: the part before the T. Null where it is no date with time. */
function dayOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(value) || Number.isNaN(Date.parse(value))) return null;
  const day = value.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? day : null;
}

/** Under which names a file lists its activities, and what one by itself has at its root. */
const LISTS = ['data', 'activities', 'items', 'results', 'content'], ONE = ['activityId', 'functionalId', 'activityName', 'areaId', 'competentAuthorityId_area', 'url', 'URL', 'registrationNumber', 'address', 'temporal', 'numberOfGuests', 'countryOfGuests', 'platformId', 'platformName', 'hostId', 'endedAt'];

/** Reads activity data of Regulation (EU) 2024/1028 as SDEP or STR-AP write it: an array, or `{data: [...], metadata}`. A row is an activity, counted from 1. */
export const read: Reader = (input, output) => refusing(output, async () => {
  const lines = new FactLines(output);
  const keys = new Map<string, number>();
  let platform = typeof input.options['platform'] === 'string' ? input.options['platform'] : null;
  let records = 0, other = 0;
  const root = await rootOf(input.file);
  if (root === null) throw new SourceRefused('invalid_json', { params: { why: 'JSON' } });
  // Who sends may stand after what is sent: it is read first.
  if (root === 'object' && platform === null) for await (const { value } of fileValues(input.file, ['$.metadata'])) platform ??= plainValue(first(object(value), 'platform', 'platformName', 'platformId'), 60)?.toLowerCase() ?? null;
  const own: Record<string, unknown> = {};
  for await (const { path, value, key } of fileValues(input.file, root === 'array' ? ['$.*'] : [...LISTS.map((l) => `$.${l}.*`), ...ONE.map((k) => `$.${k}`)])) {
    if (root === 'object' && path.length < 2) { own[String(key)] = value; continue; }
    const found = object(value);
    if (found === null || first(found, 'temporal') === undefined && first(found, 'url', 'URL') === undefined) { other += 1; if (records === 0 && other > 20) break; continue; }
    records += 1;
    lines.rows = records;
    one(found, records);
    await lines.flush();
  }
  // One activity by itself, as SDEP takes it from a platform.
  if (records === 0 && own['temporal'] !== undefined) { records = lines.rows = 1; one(own, 1); await lines.flush(); }
  if (records === 0) throw new SourceRefused(other === 0 && root === 'array' ? 'empty_file' : 'not_eu_str');
  return lines.rows;

  function one(a: Json, row: number): void {
    const temporal = object(a['temporal']), address = object(a['address']);
    const text = (value: unknown, column: string, max: number): string | null | undefined => {
      const said = plainValue(value, 4000);
      if (said !== null && said.length > max) { lines.refuse(row, column, said, 'too_long', { max }); return undefined; }
      return said;
    };
    const url = text(first(a, 'url', 'URL'), 'url', 2000), registration = text(first(a, 'registrationNumber'), 'registrationNumber', 64);
    if (url === undefined || registration === undefined) return;
    if (registration === null) { lines.refuse(row, 'registrationNumber', null, 'required_value', { field: 'registrationNumber' }); return; }
    const begin = first(temporal, 'startDatetime', 'startDateTime', 'start'), end = first(temporal, 'endDatetime', 'endDateTime', 'end');
    const from = dayOf(begin), to = dayOf(end);
    for (const [said, field] of [[begin, 'temporal.startDatetime'], [end, 'temporal.endDatetime']] as const) if (said === undefined) { lines.refuse(row, field, null, 'required_value', { field }); return; }
    if (from === null || to === null) { lines.refuse(row, from === null ? 'temporal.startDatetime' : 'temporal.endDatetime', from === null ? begin : end, 'bad_date'); return; }
    if (to <= from) { lines.refuse(row, 'temporal.endDatetime', end, 'period_reversed'); return; }
    const guests = first(a, 'numberOfGuests');
    const count = guests === undefined ? null : Number(guests);
    if (count !== null && (!Number.isInteger(count) || count < 0 || count > 10_000)) { lines.refuse(row, 'numberOfGuests', guests, 'bad_number'); return; }
    const said = first(a, 'countryOfGuests');
    const written = said === undefined ? [] : Array.isArray(said) ? said : [said];
    const countries = written.map((c) => (typeof c === 'string' ? countryOf(c) : null));
    if (countries.includes(null)) { lines.refuse(row, 'countryOfGuests', JSON.stringify(written[countries.indexOf(null)] ?? null), 'bad_country'); return; }
    const street = plainValue([first(address, 'number', 'locatorDesignatorNumber'), first(address, 'letter', 'locatorDesignatorLetter'), first(address, 'addition', 'locatorDesignatorAddition')].flatMap((p) => plainValue(p, 40) ?? []).join(''), 100);
    const way = plainValue(first(address, 'street', 'thoroughfare', 'fullAddress'), 200);
    const place = { address: way === null ? null : plainValue(`${street ?? ''} ${way}`, 300), post_code: plainValue(first(address, 'postalCode', 'postCode'), 20), city: plainValue(first(address, 'city', 'postName'), 100) };
    if (place.address === null) { lines.refuse(row, 'address.street', null, 'required_value', { field: 'address.street' }); return; }
    const own = plainValue(first(a, 'platformName', 'platformId'), 60)?.toLowerCase() ?? platform;
    const hostId = plainValue(first(a, 'hostId'), 100);
    const host: StagedParty | null = hostId === null ? null : { kind: 'natural', name: hostId, numbers: [{ kind: 'other', value: `${own ?? 'str'}:${hostId}` }] };
    const id = plainValue(first(a, 'activityId', 'functionalId'), 120);
    const key = id !== null ? `${own ?? ''}:${id}` : `sha:${digestOf(own, registration, url, from, to, place)}`;
    const before = keys.get(key);
    if (before !== undefined) { lines.refuse(row, 'activityId', id ?? registration, 'duplicate_key', { first: before }); return; }
    keys.set(key, row);
    const known = countries.filter((c) => c !== null);
    lines.put({
      row, key, host, act: 'write',
      unit: { unit_key: unitKey({ registration }) ?? key, platform: own, url, registration, ...place },
      fact: {
        kind: 'stay', source: 'reported', platform: own, period_from: from, period_to: to, nights: daysBetween(from, to), guests: count,
        // Countries come without their counts: only a stay of one country has guests of a known residence.
        guest_groups: count === null || count === 0 ? [] : [{ count, ...(known.length === 1 ? { nationality: known[0] } : {}) }],
        detail: { ...(known.length > 0 ? { countries: [...new Set(known)] } : {}), ...Object.fromEntries(([['area', first(a, 'areaId', 'competentAuthorityId_area')], ['ended', first(a, 'endedAt')]] as const).flatMap(([n, v]) => { const t = plainValue(v, 100); return t === null ? [] : [[n, t]]; })) },
      },
    });
  }
});
