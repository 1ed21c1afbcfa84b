import { ASSET_FIELDS, type AssetChange, type AssetField, type AssetSheet, type Charge, type ProvenanceKind } from '@sommier/domain/assets';
import type { ExtraField, ExtraValue } from '@sommier/domain/references';
import { toMinor } from '@sommier/domain/shared';

/** What stands in the form, as typed. */
export interface Typed { values: Record<string, string>; extra: Record<string, string>; kinds: Record<string, ProvenanceKind>; charges: Charge[]; code: string }
export const EDITABLE: readonly AssetField[] = ASSET_FIELDS.filter((f) => f.editable && f.type !== 'charges');

/** Minor units as a decimal text: "1250000" with 3 decimals is "1250.000". */
const major = (minor: string, exponent: number): string => (exponent === 0 ? minor : `${minor.slice(0, -exponent) || '0'}.${minor.padStart(exponent, '0').slice(-exponent)}`);
const textOf = (f: AssetField, value: unknown, exponent: number): string => (value === null || value === undefined ? '' : f.type === 'money' ? major(String(value), exponent) : String(value));
const extraText = (value: ExtraValue | undefined): string => (value === null || value === undefined ? '' : value === true ? 'yes' : value === false ? 'no' : String(value));

/** The form of a property, or of a new one with what is known beforehand. */
export const typedOf = (a: Partial<AssetSheet>, exponent: number): Typed => ({
  values: Object.fromEntries(EDITABLE.map((f) => [f.key, textOf(f, a[f.key as keyof AssetSheet], exponent)])),
  extra: Object.fromEntries(Object.entries(a.extra ?? {}).map(([k, v]) => [k, extraText(v)])), kinds: {}, charges: a.charges ?? [], code: '',
});

/** What somebody typed over one version, laid over another: only what differs from the version it was typed over is hers. */
export const rebased = (typed: Typed, over: Typed, onto: Typed): Typed => {
  const lay = (a: Record<string, string>, b: Record<string, string>, c: Record<string, string>) => Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(c)])].map((k) => [k, (a[k] ?? '') === (b[k] ?? '') ? c[k] ?? '' : a[k] ?? '']));
  return { ...typed, values: lay(typed.values, over.values, onto.values), extra: lay(typed.extra, over.extra, onto.extra), charges: JSON.stringify(typed.charges) === JSON.stringify(over.charges) ? onto.charges : typed.charges };
};

export type Faults = Record<string, 'number' | 'whole'>;
/** A number as typed, with a comma or a point and spaces between thousands; undefined where it is none. */
const readNumber = (text: string): number | undefined => {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

function read(f: AssetField, text: string, exponent: number): { value: unknown; fault?: 'number' | 'whole' } {
  if (text.trim() === '') return { value: null };
  switch (f.type) {
    case 'area': case 'metres': { const n = readNumber(text); return n === undefined ? { value: null, fault: 'number' } : { value: n }; }
    case 'count': case 'year': { const n = readNumber(text); return n === undefined || !Number.isInteger(n) ? { value: null, fault: 'whole' } : { value: n }; }
    case 'money': { const minor = toMinor(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'), exponent); return minor === null ? { value: null, fault: 'number' } : { value: minor }; }
    default: return { value: text.trim() };
  }
}
function readExtra(f: ExtraField, text: string): { value: ExtraValue; fault?: 'number' } {
  if (text.trim() === '') return { value: null };
  if (f.type === 'boolean') return { value: text === 'yes' };
  if (f.type !== 'number') return { value: text.trim() };
  const n = readNumber(text);
  return n === undefined ? { value: null, fault: 'number' } : { value: n };
}

/** What changed between two states of the form, as the server takes it; what is not a number is a fault by field. */
export function changeOf(now: Typed, before: Typed, fields: readonly ExtraField[], exponent: number): { change: AssetChange; faults: Faults } {
  const change: Record<string, unknown> = {};
  const faults: Faults = {};
  for (const f of EDITABLE) {
    if ((now.values[f.key] ?? '') === (before.values[f.key] ?? '')) continue;
    const { value, fault } = read(f, now.values[f.key] ?? '', exponent);
    if (fault) faults[f.key] = fault; else change[f.key] = value;
  }
  if (JSON.stringify(now.charges) !== JSON.stringify(before.charges)) change['charges'] = now.charges;
  const extra: Record<string, ExtraValue> = {};
  for (const f of fields) {
    if ((now.extra[f.key] ?? '') === (before.extra[f.key] ?? '')) continue;
    const { value, fault } = readExtra(f, now.extra[f.key] ?? '');
    if (fault) faults[`extra.${f.key}`] = fault; else extra[f.key] = value;
  }
  if (Object.keys(extra).length > 0) change['extra'] = extra;
  const kinds = Object.fromEntries(Object.entries(now.kinds).filter(([key]) => key in change && change[key] !== null));
  if (Object.keys(kinds).length > 0) change['provenance'] = kinds;
  return { change: change as AssetChange, faults };
}
