import { IMPORT_FORMATS, suggestMapping, TEMPLATE_FORMATS, type ImportFormat, type RegisterFormat } from '@sommier/domain/imports';
import type { Reader } from '../reader/protocol.ts';
import { convert } from './convert.ts';
import { opened } from './read.ts';
import { guessOf, type Understood } from './understand.ts';

const SHOWN = 50, DRAWN = 300;

/** Which formats a file may be, likeliest first, by what its headings and geometry say. */
function formatsOf(u: Understood): ImportFormat[] {
  const heads = new Set(u.columns.map((c) => c.toLowerCase()));
  if (['listing_id', 'date', 'available'].every((h) => heads.has(h))) return ['inside-airbnb-calendar', 'layer'];
  if (['listing_id', 'date'].every((h) => heads.has(h))) return ['inside-airbnb-reviews', 'layer'];
  if (['id', 'host_id', 'room_type', 'latitude', 'longitude'].every((h) => heads.has(h))) return ['inside-airbnb', 'layer'];
  const polygons = u.sample.some((r) => /Polygon$/.test(String((r.geometry as { type?: unknown } | null)?.type ?? '')));
  const has = (...words: string[]): boolean => [...heads].some((h) => words.some((w) => h.includes(w)));
  const template = templateOf(u);
  if (template !== null) return [template, 'assets', 'layer'];
  if (isLeaseFile(u)) return ['leases', 'assets', 'layer'];
  if (isFixedAssetFile(u)) return ['fixed-assets', 'assets', 'layer'];
  if (isSaleFile(u)) return ['sales', 'assets', 'layer'];
  if (isPaymentFile(u)) return ['payments', 'assets', 'layer'];
  const table = u.source.driver === 'csv' || u.source.driver === 'xlsx';
  if (table) return ['assets', 'parcels', 'layer'];
  if (polygons && has('parcel', 'section', 'surf', 'titre', 'reference', 'contenance', 'القطعة')) return ['parcels', 'layer', 'assets'];
  return has('designation', 'inventaire', 'building', 'bien', 'asset') ? ['assets', 'layer', 'parcels'] : ['layer', 'parcels', 'assets'];
}

/** Reads the head of a file and hands over, as facts, what it is and what its first rows would become. Writes no row. */
export const read: Reader = async (input, output) => {
  const asked = input.options['format'];
  const first = await opened(isRegister(asked) ? asked : 'assets', input, output);
  const formats = formatsOf(first);
  const likely = isRegister(asked) ? asked : formats.find(isRegister) ?? 'layer';
  let u = first;
  if (likely !== 'assets' && !isRegister(asked)) {
    const { understand } = await import('./understand.ts');
    const { source, sample } = first;
    u = await understand({ ...source, async *records() { await Promise.resolve(); yield* sample; } }, likely, input.options);
  }
  const known = IMPORT_FORMATS.find((f) => f === asked);
  const drawn: { id: number; ewkb: string; properties: Record<string, unknown> }[] = [];
  for (const record of u.sample) {
    if (drawn.length >= DRAWN) break;
    const c = convert(u, likely, record);
    if (c.ewkb !== null) drawn.push({ id: c.row, ewkb: c.ewkb, properties: { ...c.attributes, ...c.fields } });
  }
  const shown = u.sample.slice(0, SHOWN);
  output.meta({
    guess: guessOf(u, known === undefined ? formats : [known, ...formats.filter((f) => f !== known)]), drawn, headerHash: u.headerHash,
    raw: shown.map((r) => ({ row: r.row, cells: Object.fromEntries(Object.entries(r.cells).map(([k, v]) => [k, v === null || v === undefined ? '' : typeof v === 'object' ? JSON.stringify(v) : String(v as string | number | boolean)])) })),
    rows: shown.map((r) => { const c = convert(u, likely, r); return { row: r.row, fields: c.fields }; }),
  });
  return u.sample.length;
};
const isRegister = (f: unknown): f is RegisterFormat => f === 'assets' || f === 'parcels' || f === 'layer' || f === 'leases' || f === 'payments' || f === 'sales' || f === 'fixed-assets' || (TEMPLATE_FORMATS as readonly unknown[]).includes(f);
/** A day, an amount, and who paid it or what for, and no property. */
const isPaymentFile = (u: Understood): boolean => {
  const fed = Object.values(suggestMapping('payments', u.columns, []).columns).flat();
  return fed.includes('paid_on') && fed.includes('amount') && (fed.includes('label') || fed.includes('payer') || fed.includes('operation'));
};
/** An inventory number, a gross value, and what was written off or the account. */
const isFixedAssetFile = (u: Understood): boolean => {
  const fed = Object.values(suggestMapping('fixed-assets', u.columns, []).columns).flat();
  return fed.includes('inventory_number') && fed.includes('gross_value') && (fed.includes('account') || fed.includes('prior_depreciation') || fed.includes('net_value'));
};
/** A price on a day for an area, and a word for sale or rent or use. */
const isSaleFile = (u: Understood): boolean => {
  const fed = Object.values(suggestMapping('sales', u.columns, []).columns).flat();
  return ['traded_on', 'area_m2', 'price'].every((f) => fed.includes(f)) && (fed.includes('sale_kind') || fed.includes('market_use'));
};
/** Headings that name a unit and what is paid for it, or who holds it. */
const isLeaseFile = (u: Understood): boolean => {
  const fed = Object.values(suggestMapping('leases', u.columns, []).columns).flat();
  return fed.includes('unit') && fed.includes('type') && (fed.includes('party') || fed.includes('amount') || fed.includes('starts_on'));
};
/** One of our own templates, by the headings that only it has. */
const templateOf = (u: Understood): RegisterFormat | null => {
  const fed = (f: RegisterFormat): string[] => Object.values(suggestMapping(f, u.columns, []).columns).flat();
  const stays = fed('lodging-stays'), fleet = fed('fleet'), deliveries = fed('deliveries'), addresses = fed('addresses');
  const returns = fed('declarations');
  if (['taxpayer', 'tax', 'period', 'line'].every((f) => returns.includes(f))) return 'declarations';
  if (stays.includes('arrival') && stays.includes('departure') && (stays.includes('guests') || stays.includes('unit') || stays.includes('registration_number'))) return 'lodging-stays';
  if (fleet.includes('operator') && fleet.includes('period') && fleet.includes('vehicle_type')) return 'fleet';
  if (deliveries.includes('operator') && deliveries.includes('period') && deliveries.includes('deliveries')) return 'deliveries';
  return addresses.includes('street') && addresses.includes('number') && (addresses.includes('lon') || addresses.includes('wkt')) ? 'addresses' : null;
};
