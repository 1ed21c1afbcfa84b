import type { Method } from '@sommier/domain/valuations';

/** How an input is written: money and areas as decimals, a share as a percentage, whole years. */
export type InputKind = 'money' | 'area' | 'percent' | 'years';
export interface InputField { name: string; kind: InputKind; start?: string; optional?: boolean }

/** The inputs each method asks for, in the order of its lines. */
export const METHOD_FIELDS: Record<Exclude<Method, 'comparison'>, readonly InputField[]> = {
  income: [{ name: 'grossRent', kind: 'money' }, { name: 'voidRate', kind: 'percent', start: '5' }, { name: 'costRate', kind: 'percent', start: '15' }, { name: 'costs', kind: 'money', start: '0' }, { name: 'yield', kind: 'percent' }],
  term_reversion: [{ name: 'rent', kind: 'money' }, { name: 'years', kind: 'years' }, { name: 'reversionRent', kind: 'money' }, { name: 'yield', kind: 'percent' }, { name: 'reversionYield', kind: 'percent', optional: true }],
  replacement_cost: [{ name: 'land', kind: 'money', start: '0' }, { name: 'areaM2', kind: 'area' }, { name: 'unitCost', kind: 'money' }, { name: 'feeRate', kind: 'percent', start: '10' }, { name: 'age', kind: 'years' }, { name: 'life', kind: 'years', start: '60' },
    { name: 'functional', kind: 'percent', start: '0' }, { name: 'external', kind: 'percent', start: '0' }],
  residual: [{ name: 'developmentValue', kind: 'money' }, { name: 'works', kind: 'money', start: '0' }, { name: 'fees', kind: 'money', start: '0' }, { name: 'finance', kind: 'money', start: '0' }, { name: 'profit', kind: 'money', start: '0' }],
  administrative: [{ name: 'gross', kind: 'money' }, { name: 'land', kind: 'money', start: '0' }, { name: 'years', kind: 'years' }, { name: 'life', kind: 'years', optional: true }],
};

export interface ComparableDraft { ref: string; pricePerM2: string; place: string; state: string }
export const EMPTY: ComparableDraft = { ref: '', pricePerM2: '', place: '', state: '' };

const decimal = (typed: string): string => typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
/** "7.5" as a share: 0.075. The point is moved in the text, so that nothing is rounded on the way. */
export function share(typed: string): string {
  const text = decimal(typed);
  const parts = /^([-−]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (parts === null || (parts[2] ?? '') + (parts[3] ?? '') === '') return text;
  const digits = (parts[2] ?? '').padStart(3, '0');
  return `${parts[1] === '' ? '' : '-'}${digits.slice(0, -2)}.${digits.slice(-2)}${parts[3] ?? ''}`;
}

/** What the domain's method reads, from what was typed. A field left empty is left out: the schema says whether it may be. */
export function readInputs(method: Method, typed: Readonly<Record<string, string>>, comparables: readonly ComparableDraft[], currency: string): unknown {
  if (method === 'comparison') {
    return { method, currency, areaM2: decimal(typed['areaM2'] ?? ''), comparables: comparables.filter((c) => c.ref !== '' || c.pricePerM2 !== '').map((c, i) => ({
      ref: c.ref.trim() || String(i + 1), pricePerM2: decimal(c.pricePerM2), adjustments: [['place', c.place], ['state', c.state]].flatMap(([code, rate]) => (rate ? [{ code, rate: share(rate) }] : [])),
    })) };
  }
  const out: Record<string, unknown> = { method, currency };
  for (const field of METHOD_FIELDS[method]) {
    const text = typed[field.name] ?? field.start ?? '';
    if (text.trim() === '') continue;
    out[field.name] = field.kind === 'percent' ? share(text) : field.kind === 'years' && method !== 'replacement_cost' ? Number(decimal(text)) : decimal(text);
  }
  if (method === 'replacement_cost') {
    out['physical'] = { by: 'age', age: out['age'] ?? '', life: out['life'] ?? '' };
    delete out['age'];
    delete out['life'];
  }
  if (method === 'administrative') out['life'] ??= null;
  return out;
}
