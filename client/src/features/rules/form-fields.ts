import type { TaxRule } from '@sommier/domain/tax';

/** A rule while it is typed: the same shape, every scalar as the text in its field. */
export type Typed = Record<string, unknown>;
type Kind = 'text' | 'day' | 'whole' | 'decimal' | 'codes' | 'phrases' | 'choice' | 'flag';
export interface FieldShape { path: string; kind: Kind; choices?: readonly string[] }
export interface RowsShape { path: string; columns: readonly FieldShape[] }
export type Section = { key: string; fields: readonly FieldShape[]; rows?: readonly RowsShape[] };

const choice = (path: string, choices: readonly string[]): FieldShape => ({ path, kind: 'choice', choices });
const of = (kind: Kind, ...paths: string[]): FieldShape[] => paths.map((path) => ({ path, kind }));
const STAYS = new Set(['person_night', 'room_night', 'stay', 'percent_price', 'price_band']);

/** The fields a rule of this basis has, in the order people write a tariff: what the basis does not use is not asked. */
export function sectionsOf(rule: Typed): Section[] {
  const basis = String(rule['basis']), stay = STAYS.has(basis), vehicle = basis.startsWith('vehicle'), percent = basis.startsWith('percent');
  const thresholds = stay ? ['night_price'] : basis === 'percent_turnover' ? ['turnover'] : basis === 'delivery' ? ['order', 'turnover'] : [];
  return [
    { key: 'source', fields: [...of('text', 'key', 'tax', 'label.fr', 'label.ar', 'label.en', 'legal.ref'), choice('legal.status', ['law', 'council', 'bill']), ...of('phrases', 'legal.toConfirm'), ...of('day', 'from', 'to'), ...(stay ? [choice('datedBy', ['night', 'arrival', 'contract'])] : [])] },
    { key: 'base', fields: [choice('basis', ['person_night', 'room_night', 'stay', 'percent_price', 'percent_turnover', 'price_band', 'capacity_night', 'vehicle_hour', 'vehicle_day', 'vehicle_month', 'vehicle_year', 'trip', 'trip_km', 'delivery', 'flat']), ...of('text', 'currency'),
      ...(percent ? of('decimal', 'rate') : basis === 'price_band' ? [choice('bandPer', ['room_night', 'person_night'])] : of('decimal', 'amount')), ...(stay ? of('whole', 'maxNightsPerStay', 'ageMin') : []), ...of('decimal', 'legalBand.min', 'legalBand.max'), ...(basis === 'flat' ? [] : of('decimal', 'minPerUnit', 'capPerUnit')), ...(basis === 'capacity_night' ? of('decimal', 'abatement') : [])],
    rows: [...(basis === 'price_band' ? [{ path: 'bands', columns: of('decimal', 'upTo', 'amount') }] : []), ...(vehicle || basis === 'trip' || basis === 'trip_km' || basis === 'delivery' || basis === 'percent_turnover' ? [{ path: 'tiers.rows', columns: of('decimal', 'from', 'amount', 'factor') }] : []), { path: 'seasons', columns: [...of('text', 'from', 'to'), ...of('decimal', ...(percent || basis === 'price_band' ? [] : ['amount']), 'factor')] }, ...(stay ? [{ path: 'exemptions', columns: of('text', 'code', 'label.fr') }] : [])] },
    ...(rule['tiers'] === undefined ? [] : [{ key: 'tiers', fields: [choice('tiers.by', ['fleet', 'quantity', 'hours']), choice('tiers.mode', ['whole', 'marginal'])] }]),
    { key: 'when', fields: [...of('codes', 'when.zones', 'when.platformKinds', ...(stay || basis === 'capacity_night' || basis === 'percent_turnover' || basis === 'flat' ? ['when.classes'] : []), ...(stay ? ['when.nationalities'] : []), ...(vehicle || basis.startsWith('trip') ? ['when.vehicleTypes'] : []), ...(basis === 'delivery' || basis === 'percent_turnover' ? ['when.goods', 'excluded'] : [])), ...of('whole', 'when.populationOver', 'when.populationUpTo'), ...(thresholds.length === 0 ? [] : [choice('threshold.of', ['', ...thresholds]), ...(rule['threshold'] === undefined ? [] : [...of('decimal', 'threshold.min'), ...of('flag', 'threshold.exclusive')])])] },
    { key: 'more', fields: [choice('rounding.per', ['unit', 'component', 'total']), choice('rounding.mode', ['half_up', 'up', 'down']), choice('payer', ['guest', 'host', 'operator', 'platform', 'seller']), choice('collector', ['host', 'platform', 'operator', 'seller', 'office']), choice('returnPeriod', ['month', 'quarter', 'semester', 'year', 'none']), ...of('whole', 'dueDay')],
      rows: [{ path: 'additional', columns: [...of('text', 'code', 'beneficiary'), ...of('decimal', 'rate')] }, { path: 'fees', columns: [...of('text', 'code'), ...of('decimal', 'amount'), choice('when', ['always', 'first']), choice('per', ['unit', 'fact'])] }, { path: 'penalties', columns: [...of('text', 'code'), choice('kind', ['fixed', 'percent', 'monthly_interest']), ...of('decimal', 'value', 'ceiling')] }] },
  ];
}
export const get = (from: unknown, path: string): unknown => path.split('.').reduce<unknown>((v, k) => (typeof v === 'object' && v !== null ? (v as Typed)[k] : undefined), from);
/** A copy with one value changed; an empty text takes the field away, and an object left with nothing goes with it. */
export function put(into: Typed, path: string, value: unknown): Typed {
  const [head = '', ...rest] = path.split('.');
  const next = rest.length === 0 ? value : put((into[head] ?? {}) as Typed, rest.join('.'), value);
  const gone = next === '' || next === undefined || (Array.isArray(next) && next.length === 0) || (rest.length > 0 && typeof next === 'object' && next !== null && Object.keys(next).length === 0 && head !== 'when');
  if (!gone) return { ...into, [head]: next };
  const { [head]: _gone, ...others } = into;
  return head === 'from' || head === 'to' ? { ...others, [head]: null } : others;
}
/** As the field shows it. Phrases may have commas of their own: semicolons stand between them. */
export const textOf = (v: unknown, kind?: Kind): string => (v === null || v === undefined ? '' : Array.isArray(v) ? v.join(kind === 'phrases' ? ' ; ' : ', ') : String(v));
/** What was typed, as the field's kind keeps it. A decimal may have a comma. */
export const valueOf = (text: string, kind: Kind): unknown => (kind === 'codes' || kind === 'phrases' ? text.split(kind === 'codes' ? /[,;،]/ : /[;؛]/).map((c) => c.trim()).filter((c) => c !== '') : kind === 'whole' && /^\d+$/.test(text) ? Number(text) : kind === 'decimal' ? text.replace(',', '.') : kind === 'flag' ? text === 'true' : text);
export const startOf = (rule: TaxRule): Typed => { const { version: _v, ...r } = rule; return r as unknown as Typed; };
