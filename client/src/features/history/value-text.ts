import { FIELD_BY_KEY } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useExtraText, useLists } from '../../platform/register-lists.ts';
import { fieldWords } from '../assets/index.ts';

/** Positions of any geometry, however deep. */
const count = (c: unknown): number => (!Array.isArray(c) ? 0 : typeof c[0] === 'number' ? 1 : c.reduce((n: number, x: unknown) => n + count(x), 0));
export interface Shape { type: string; coordinates?: unknown }
export const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && 'type' in value && ('coordinates' in value || 'geometries' in value);

/** The name of a field, and any value of it in words: what a history, a conflict and a proposal show. A dash is "not known". */
export const useValueText = (): { label: (field: string) => string; text: (field: string, value: unknown) => string } => {
  const t = useT();
  const intl = useIntl();
  const code = useCodeText();
  const format = useFormat();
  const { extra, labelOf, nameOf } = useLists();
  const extraText = useExtraText();
  const label = (field: string): string => (`history.field.${field}` in intl.messages ? code('history.field.', field) : `assets.field.${field}` in intl.messages ? code('assets.field.', field) : field);
  const own = (value: object): string => Object.entries(value).map(([key, v]) => { const f = extra.find((x) => x.key === key); return f ? `${nameOf(f)}: ${extraText(f, v as never)}` : `${key}: ${String(v)}`; }).join(' · ');
  const text = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–';
    if (field === 'geometry' && isShape(value)) return t('history.shape', { n: count(value.coordinates), kind: code('history.shape.', value.type) });
    if (field === 'bin') return t(value === true ? 'history.bin.in' : 'history.bin.out');
    if (field === 'review') return code('reviews.state.', String(value));
    if (field === 'extra' && typeof value === 'object') return own(value) || '–';
    const f = FIELD_BY_KEY.get(field);
    switch (f?.type) {
      case 'area': return format.area(Number(value));
      case 'metres': return format.number(Number(value), 1);
      case 'date': return format.day(String(value));
      case 'money': return format.money(String(value));
      case 'word': return code(fieldWords(field), String(value));
      case 'code': return f.list ? labelOf(f.list, String(value)) : String(value);
      case 'charges': return Array.isArray(value) ? value.map((c: { kind: string; detail?: string | null }) => `${code('code.charge.', c.kind)}${c.detail ? `: ${c.detail}` : ''}`).join(' · ') || '–' : '–';
      default: return field === 'locatedBy' ? code('code.located.', String(value)) : typeof value === 'object' ? JSON.stringify(value) : String(value);
    }
  };
  return { label, text };
};
