import { isCountry } from '@sommier/domain/activity';
import { currencyExponent, toMinor } from '@sommier/domain/shared';
import { all, at, plainValue, SourceRefused, type XmlNode } from '../../../platform/source/index.ts';
import type { IdentifierKind } from '@sommier/domain/parties';
import { unitKey, type StagedParty, type StagedRow, type StagedUnit } from './staged.ts';

/** What the message says of itself, and of the operator who reports. */
export interface DpiHead { messageRef: string; indic: string; year: string; country: string; operator: StagedParty; platform: string }

/** The message breaks its schema: the whole of it is refused, as the tax administrations do (status message 50007). */
const broken = (node: XmlNode | undefined, column: string, value?: string): never => { throw new SourceRefused('invalid_xml', { ...(node === undefined ? {} : { row: node.line }), column, params: { why: value === undefined ? `${column} is missing` : `${column}: ${value.slice(0, 80)}` } }); };
const text = (node: XmlNode | undefined, ...path: string[]): string => {
  const found = at(node, ...path);
  if (found === undefined || found.text === '') broken(found ?? node, path.join('/'));
  return plainValue(found?.text, 400) ?? '';
};
const maybe = (node: XmlNode | undefined, ...path: string[]): string | null => plainValue(at(node, ...path)?.text, 400);
const country = (node: XmlNode | undefined): void => { if (node !== undefined && !isCountry(node.text) && node.text !== 'XX') broken(node, node.name, node.text); };

/** Every country and currency under a node is one (ISO 3166, ISO 4217 by its three letters). */
function checkCodes(node: XmlNode): void {
  if (/^(ResCountryCode|CountryCode|TransmittingCountry|ReceivingCountry|Nationality|PermanentEstablishment)$/.test(node.name)) country(node);
  const issued = node.attributes['issuedBy'];
  if (issued !== undefined && !isCountry(issued) && issued !== 'XX') broken(node, `${node.name}@issuedBy`, issued);
  node.children.forEach(checkCodes);
}

export function readHead(spec: XmlNode): Pick<DpiHead, 'messageRef' | 'indic' | 'year' | 'country'> {
  checkCodes(spec);
  const period = text(spec, 'ReportingPeriod');
  const time = Date.parse(`${period}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(period) || Number.isNaN(time) || !new Date(time).toISOString().startsWith(period)) broken(at(spec, 'ReportingPeriod'), 'ReportingPeriod', period);
  const stamp = text(spec, 'Timestamp');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(stamp) || Number.isNaN(Date.parse(stamp))) broken(at(spec, 'Timestamp'), 'Timestamp', stamp);
  if (text(spec, 'MessageType') !== 'DPI') broken(at(spec, 'MessageType'), 'MessageType', text(spec, 'MessageType'));
  const indic = text(spec, 'MessageTypeIndic');
  if (!/^DPI40[123]$/.test(indic)) broken(at(spec, 'MessageTypeIndic'), 'MessageTypeIndic', indic);
  text(spec, 'ReceivingCountry');
  return { messageRef: text(spec, 'MessageRefId'), indic, year: period.slice(0, 4), country: text(spec, 'TransmittingCountry') };
}

const number = (kind: IdentifierKind, value: string | null): { kind: IdentifierKind; value: string }[] => (value === null || /^(notin|unknown|none)$/i.test(value) ? [] : [{ kind, value }]);
const addressOf = (node: XmlNode | undefined): { address: string | null; post_code: string | null; city: string | null } => {
  const fix = at(node, 'AddressFix');
  const street = [at(fix, 'Street'), at(fix, 'BuildingIdentifier'), at(fix, 'SuiteIdentifier'), at(fix, 'FloorIdentifier')].flatMap((n) => plainValue(n?.text) ?? []).join(', ');
  return { address: street || maybe(node, 'AddressFree') || maybe(fix, 'AddressFree'), post_code: maybe(fix, 'PostCode'), city: maybe(fix, 'City') };
};
const whole = (a: { address: string | null; post_code: string | null; city: string | null }): string | null => plainValue([a.address, a.post_code, a.city].filter(Boolean).join(' '));

/** The operator; the message names him once. */
export function readOperator(node: XmlNode): { operator: StagedParty; platform: string } {
  checkCodes(node);
  const name = text(node, 'Name');
  return { operator: { kind: 'legal', name, numbers: [...number('tax_id', maybe(node, 'TIN')), ...number('trade_register', maybe(node, 'IN')), ...number('other', maybe(node, 'VAT')), ...number('address', whole(addressOf(at(node, 'Address'))))] }, platform: (maybe(node, 'PlatformBusinessName') ?? name).toLowerCase().slice(0, 60) };
}

/** The seller. Birth, bank account and title are not kept: nothing here needs them. */
function readSeller(seller: XmlNode): StagedParty {
  const identity = at(seller, 'Identity');
  const entity = at(identity, 'EntitySeller', 'Standard', 'EntSellerID') ?? at(identity, 'EntitySeller', 'GVS');
  const person = at(identity, 'IndividualSeller', 'Standard', 'IndSellerID') ?? at(identity, 'IndividualSeller', 'GVS');
  const found = entity ?? person;
  if (found === undefined) broken(identity ?? seller, 'Identity');
  const names = at(found, 'Name');
  const name = entity === undefined ? plainValue(['FirstName', 'MiddleName', 'NamePrefix', 'LastName'].flatMap((n) => all(names, n).map((x) => x.text)).join(' ')) ?? plainValue(names?.text) : plainValue(names?.text);
  if (name === null) broken(found, 'Name');
  const numbers = [...number('tax_id', maybe(found, 'TIN')), ...number(entity === undefined ? 'other' : 'trade_register', maybe(found, 'IN')), ...number('other', maybe(found, 'VAT')), ...number('address', whole(addressOf(at(found, 'Address'))))];
  return { kind: entity === undefined ? 'natural' : 'legal', name: name ?? '', numbers: numbers.filter((n, i) => n.kind !== 'address' || i > 0 || numbers.length === 1) };
}

interface Quarter { currency: string; price: string; fees: string; tax: string; activities: number }
const QUARTER = [['01-01', '04-01'], ['04-01', '07-01'], ['07-01', '10-01'], ['10-01', '01-01']] as const;

function amount(node: XmlNode | undefined, of: string, parent: XmlNode): { currency: string; minor: string } {
  if (node === undefined) broken(parent, of);
  const currency = node?.attributes['currCode'] ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) broken(node, `${of}@currCode`, currency === '' ? undefined : currency);
  const negative = node?.text.startsWith('-') === true;
  const minor = toMinor((node?.text ?? '').replace(/^[-+]/, ''), currencyExponent(currency));
  if (minor === null) broken(node, of, node?.text ?? '');
  return { currency, minor: `${negative && minor !== '0' ? '-' : ''}${minor ?? '0'}` };
}

/** One quarter of an activity; both dialects of the taxes' name. Schemas want all four parts. */
function quarterOf(activity: XmlNode, n: number): Quarter {
  const of = (part: string, ...names: string[]) => { const p = at(activity, part); if (p === undefined) broken(activity, part); return amount(names.map((name) => at(p, `${name}${n}`)).find((x) => x !== undefined), `${names[0] ?? ''}${n}`, p ?? activity); };
  const price = of('Consideration', 'ConsQ'), fees = of('Fees', 'FeesQ'), tax = of('Taxes', 'TaxQ', 'TaxesQ');
  const count = at(activity, 'NumberOfActivities', `NumbQ${n}`);
  if (count === undefined || !/^\d{1,9}$/.test(count.text)) broken(count ?? activity, `NumbQ${n}`, count?.text);
  if (fees.currency !== price.currency || tax.currency !== price.currency) broken(activity, `ConsQ${n}@currCode`, `${price.currency}, ${fees.currency}, ${tax.currency}`);
  return { currency: price.currency, price: price.minor, fees: fees.minor, tax: tax.minor, activities: Number(count?.text) };
}

const KIND: Record<string, { kind: string; goods: string }> = { PersonalServices: { kind: 'turnover', goods: 'services' }, SaleOfGoods: { kind: 'turnover', goods: 'goods' }, TransportationRental: { kind: 'turnover', goods: 'vehicle-rental' } };
const CLASS: Record<string, string> = { DPI901: 'office', DPI902: 'hotel-room', DPI903: 'bed-and-breakfast', DPI904: 'house', DPI905: 'apartment', DPI906: 'mobile-home', DPI907: 'campground', DPI908: 'boat', DPI909: 'parking', DPI910: 'other' };

/** Data sent to try the way are no report of anything (OECD10 to OECD13, schema's notes on DocTypeIndic). */
export const isTest = (seller: XmlNode): string | null => { const type = at(seller, 'DocSpec', 'DocTypeIndic')?.text ?? ''; return /^OECD1[0123]$/.test(type) ? type : null; };

/** What a seller's record tells, as facts by quarter; the days rented are told for the year and stay one fact of the year. */
export function readRecord(seller: XmlNode, head: DpiHead, row: number): StagedRow[] {
  checkCodes(seller);
  const doc = at(seller, 'DocSpec');
  const type = text(doc ?? seller, 'DocTypeIndic'), document = text(doc, 'DocRefId');
  const digit = /^OECD([0123])$/.exec(type)?.[1];
  if (digit === undefined) broken(at(doc, 'DocTypeIndic'), 'DocTypeIndic', type);
  const act = digit === '2' ? 'correct' : digit === '3' ? 'delete' : 'write';
  const corrects = act === 'write' ? null : text(doc, 'CorrDocRefId');
  const host = readSeller(seller);
  const common = { row, document, act, corrects, host, operator: head.operator } as const;
  const detail = { message: head.messageRef, document_type: type };
  const base = { source: 'reported', platform: head.platform } as const;
  const activities = at(seller, 'RelevantActivities');
  const rows: StagedRow[] = [];
  const quarters = (activity: XmlNode, key: string, fact: Record<string, unknown>, unit: StagedUnit | null): void => {
    QUARTER.forEach(([from, to], i) => {
      const q = quarterOf(activity, i + 1);
      if (q.price === '0' && q.fees === '0' && q.tax === '0' && q.activities === 0) return;
      rows.push({ ...common, key: `${key}/q${i + 1}`, unit, fact: { ...base, kind: 'turnover', ...fact, period_from: `${head.year}-${from}`, period_to: `${i === 3 ? Number(head.year) + 1 : head.year}-${to}`, currency: q.currency, price_minor: q.price, fees_minor: q.fees, tax_minor: q.tax, activities: q.activities, detail } });
    });
  };
  all(at(activities, 'ImmovableProperty'), 'PropertyListing').forEach((listing, i) => {
    const place = addressOf(at(listing, 'Address'));
    const land = maybe(listing, 'LandRegistrationNumber'), type = maybe(listing, 'PropertyType');
    if (type !== null && CLASS[type] === undefined) broken(at(listing, 'PropertyType'), 'PropertyType', type);
    const key = unitKey({ ...place, land_registration: land, platform: head.platform });
    const unit: StagedUnit | null = key === null ? null : { unit_key: key, platform: head.platform, ...place, land_registration: land, unit_kind: type === null ? null : CLASS[type] ?? null };
    const name = `${document}/p${i + 1}`;
    quarters(listing, name, { kind: 'lodging' }, unit);
    const days = maybe(listing, 'RentedDays');
    if (days !== null && !/^[1-9]\d{0,3}$/.test(days)) broken(at(listing, 'RentedDays'), 'RentedDays', days);
    if (days !== null) rows.push({ ...common, key: `${name}/year`, unit, fact: { ...base, kind: 'lodging', period_from: `${head.year}-01-01`, period_to: `${Number(head.year) + 1}-01-01`, nights: Number(days), detail } });
  });
  for (const [name, fact] of Object.entries(KIND)) all(activities, name).forEach((activity, i) => { quarters(activity, `${document}/${name}${i + 1}`, fact, null); });
  if (act === 'write' && (activities === undefined || activities.children.length === 0)) broken(activities ?? seller, 'RelevantActivities');
  // A deletion, or a year without a figure, is still a record: it is known again by its document.
  if (rows.length === 0) rows.push({ ...common, key: `${document}/none`, unit: null, fact: { ...base, kind: 'turnover', period_from: `${head.year}-01-01`, period_to: `${Number(head.year) + 1}-01-01`, detail } });
  return rows;
}
