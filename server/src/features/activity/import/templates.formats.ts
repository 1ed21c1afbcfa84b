import { currencyExponent, daysBetween } from '@sommier/domain/shared';
import type { TemplateFormat } from '@sommier/domain/imports';
import { remember, remembered, STAGING_COLUMNS, type Batch, type ImportFormat, type MergeCounts, type ReaderRefusal } from '../../imports/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { plainValue } from '../../../platform/source/index.ts';
import { digestOf, unitKey, type StagedParty, type StagedRow } from '../reader/staged.ts';
import { mergeFacts } from './merge-facts.store.ts';
import { undoFacts } from './undo.store.ts';

type Fields = Record<string, string | number | null | undefined>;
interface Read { row: number; key: string; content: Fields; lon: number | null; lat: number | null }
const PAGE = 2000;
const t = (f: Fields, key: string): string | null => plainValue(f[key], 300);
const n = (f: Fields, key: string): number | null => (typeof f[key] === 'number' ? f[key] : null);
const source = (f: Fields): string => (f['declared_by'] === 'platform' ? 'reported' : 'declared');

/** A natural person unless the file says a body, or the name says so by its legal form. */
const party = (name: string | null, number: string | null, kind: 'natural' | 'legal'): StagedParty | null => (name === null ? null : { kind, name, numbers: number === null ? [] : [{ kind: kind === 'legal' ? 'tax_id' : 'national_id', value: number }] });

/** A stay, or one group of its guests; rows of one stay become one fact. */
function stayOf(r: Read): StagedRow {
  const f = r.content, host = party(t(f, 'host'), t(f, 'host_identifier'), f['host_kind'] === 'legal' ? 'legal' : 'natural');
  const unit = { name: t(f, 'unit'), platform: t(f, 'platform')?.toLowerCase() ?? null, external_id: t(f, 'listing_id'), address: t(f, 'address'), post_code: t(f, 'post_code'), city: t(f, 'city'), registration: t(f, 'registration_number') };
  const author = host?.numbers[0]?.value ?? host?.name ?? null;
  const key = unitKey({ ...unit, author });
  const [from, to] = [String(f['arrival']), String(f['departure'])], guests = n(f, 'guests'), age = n(f, 'age');
  const group = guests === null ? [] : [{ count: guests, ...(age === null ? f['age_group'] === null || f['age_group'] === undefined ? {} : { adult: f['age_group'] === 'adult' } : { age }), ...(t(f, 'nationality') === null ? {} : { nationality: t(f, 'nationality') }), ...(t(f, 'exemption') === null ? {} : { exemption: t(f, 'exemption') }) }];
  return {
    row: r.row, key: t(f, 'stay') === null ? `sha:${digestOf(key, from, to, group, f['price'])}` : `${author ?? ''}:${t(f, 'stay') ?? ''}`, host,
    unit: key === null ? null : { unit_key: key, ...unit, lodging_class: t(f, 'lodging_class'), capacity: n(f, 'capacity'), rooms: n(f, 'rooms'), ...(r.lon === null ? {} : { lon: r.lon, lat: r.lat, uncertainty_m: 0, place_from: 'declared' as const }) },
    fact: { kind: 'stay', source: source(f), period_from: from, period_to: to, nights: daysBetween(from, to), platform: unit.platform, lodging_class: t(f, 'lodging_class'), rooms: n(f, 'rooms'), guests, guest_groups: group, contract_on: f['contract_on'] ?? null,
      currency: f['price'] === undefined && f['tax_collected'] === undefined ? null : f['currency'], price_minor: f['price'] ?? null, tax_minor: f['tax_collected'] ?? null, zone_label: t(f, 'zone') },
  };
}

function fleetOf(r: Read): StagedRow[] {
  const f = r.content, operator = party(t(f, 'operator'), t(f, 'operator_identifier'), 'legal');
  const base = { source: source(f), period_from: String(f['from']), period_to: String(f['to']), zone_label: t(f, 'zone'), vehicle_type: t(f, 'vehicle_type') };
  const key = [operator?.numbers[0]?.value ?? operator?.name, base.period_from, base.period_to, base.zone_label, base.vehicle_type].join('/');
  return [
    ...(n(f, 'vehicles') === null ? [] : [{ row: r.row, key: `vehicles/${key}`, operator, fact: { ...base, kind: 'vehicles', vehicles: n(f, 'vehicles'), per: f['per'], fleet: n(f, 'fleet') } }]),
    ...(n(f, 'trips') === null ? [] : [{ row: r.row, key: `trips/${key}`, operator, fact: { ...base, kind: 'trips', trips: n(f, 'trips'), km: n(f, 'km') } }]),
  ];
}

function deliveryOf(r: Read): StagedRow {
  const f = r.content, operator = party(t(f, 'operator'), t(f, 'operator_identifier'), 'legal');
  const fact = { kind: 'deliveries', source: source(f), period_from: String(f['from']), period_to: String(f['to']), hour: n(f, 'hour'), zone_label: t(f, 'zone'), goods: t(f, 'goods'), deliveries: n(f, 'deliveries'), currency: f['turnover'] === undefined ? null : f['currency'], price_minor: f['turnover'] ?? null };
  return { row: r.row, key: [operator?.numbers[0]?.value ?? operator?.name, fact.period_from, fact.period_to, fact.hour, fact.zone_label, fact.goods].join('/'), operator, fact };
}
const OF: Record<Exclude<TemplateFormat, 'addresses' | 'declarations'>, (r: Read) => StagedRow[]> = { 'lodging-stays': (r) => [stayOf(r)], fleet: fleetOf, deliveries: (r) => [deliveryOf(r)] };

/** Rows of the stage as facts, page by page, in the temporary table `template_facts`. */
async function convert(tx: Tx, stage: string, format: Exclude<TemplateFormat, 'addresses' | 'declarations'>): Promise<void> {
  await tx.raw(`create temporary table template_facts (row integer not null, fact_key text not null, document text, act text not null, corrects text, digest text not null, fact jsonb not null, unit jsonb, host jsonb, operator jsonb) on commit drop`);
  for (let after = 0; ;) {
    const { rows } = await tx.raw(`select row, key, content, st_x(geom) as lon, st_y(geom) as lat from ${stage} where row > :after order by row limit ${PAGE}`, { after }) as { rows: Read[] };
    if (rows.length === 0) return;
    after = rows.at(-1)?.row ?? 0;
    const staged = rows.flatMap(OF[format]).map((r) => ({ row: r.row, fact_key: r.key.slice(0, 390), act: 'write', digest: '', fact: r.fact, unit: r.unit ?? null, host: numbered(r.host), operator: numbered(r.operator) }));
    await tx.raw('insert into template_facts (row, fact_key, act, digest, fact, unit, host, operator) select * from jsonb_to_recordset(cast(:rows as jsonb)) as x(row integer, fact_key text, act text, digest text, fact jsonb, unit jsonb, host jsonb, operator jsonb)', { rows: JSON.stringify(staged) });
  }
}
const numbered = (p: StagedParty | null | undefined): object | null => (p === null || p === undefined ? null : { ...p, number: p.numbers[0]?.value.normalize('NFKC').toUpperCase().replace(/[\s.\-/()+]/g, '') ?? null });

/** Rows of one stay must tell the same stay; any other row that comes twice is refused. */
async function check(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  await convert(tx, stage, batch.format as Exclude<TemplateFormat, 'addresses' | 'declarations'>);
  const groups = batch.format === 'lodging-stays';
  const same = groups ? `jsonb_build_array(fact->'period_from', fact->'period_to', unit->'unit_key', host->'name')` : `'[]'::jsonb`;
  const { rows } = await tx.raw(`select distinct row, first, fact_key as value from (select row, fact_key, first_value(row) over w as first, row <> first_value(row) over w and (${groups ? `${same} <> first_value(${same}) over w or fact_key like 'sha:%'` : 'true'}) as wrong from template_facts window w as (partition by fact_key order by row)) x where wrong`) as { rows: { row: number; first: number; value: string }[] };
  if (rows.length > 0) await tx.raw('delete from template_facts where row = any (cast(:rows as integer[]))', { rows: `{${rows.map((r) => r.row).join(',')}}` });
  return rows.map(({ row, first, value }) => ({ row, column: groups ? 'stay' : 'period', value, code: groups && !value.startsWith('sha:') ? 'stay_disagrees' : 'duplicate_key', params: { first } }));
}

async function merge(tx: Tx, _stage: string, batch: Batch): Promise<MergeCounts> {
  // Guests of the same stay come together; what they paid is the stay's, said once or summed.
  if (batch.format === 'lodging-stays') {
    await tx.raw(`update template_facts t set fact = t.fact || g.whole from (select fact_key, jsonb_build_object('guest_groups', jsonb_agg(e.g order by f.row) filter (where e.g is not null), 'guests', sum(cast(e.g->>'count' as integer)),
        'price_minor', cast(sum(cast(f.fact->>'price_minor' as numeric)) as text), 'tax_minor', cast(sum(cast(f.fact->>'tax_minor' as numeric)) as text)) as whole
      from template_facts f left join lateral jsonb_array_elements(f.fact->'guest_groups') e(g) on true group by fact_key having count(*) > 1) g where g.fact_key = t.fact_key`);
  }
  await tx.raw(`update template_facts set digest = md5(concat_ws('|', cast(fact as text), cast(unit as text), cast(host as text), cast(operator as text)))`);
  const counts = await mergeFacts(tx, 'template_facts', batch);
  await remember(tx, batch);
  return counts;
}

const format = (name: Exclude<TemplateFormat, 'addresses' | 'declarations'>): ImportFormat => ({
  name, permission: 'activity.write', reader: new URL(`../../imports/register/reader-${name}.ts`, import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'activity',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, name), exponent: currencyExponent(commune.currency), currency: commune.currency }), check, merge, undo: undoFacts,
});
export const staysFormat = format('lodging-stays');
export const fleetFormat = format('fleet');
export const deliveriesFormat = format('deliveries');
