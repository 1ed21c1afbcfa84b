import type { ExtraRule, ExtraValue } from '../references/index.ts';
import { foldText } from '../search/model.ts';
import { readDay, readNumber, type Decimal } from './numbers.ts';

type Read = { ok: true; value: ExtraValue } | { ok: false; code: string; params?: Record<string, unknown> };
const YES = ['1', 'true', 'vrai', 'oui', 'yes', 'x', 'نعم'], NO = ['0', 'false', 'faux', 'non', 'no', 'لا'];

/** The value of a commune's own field as a file writes it. Blank is null; a list takes its codes or their words in any language. */
export function readExtra(rule: ExtraRule, raw: string, decimal: Decimal): Read {
  if (raw === '') return { ok: true, value: null };
  const text = foldText(raw);
  switch (rule.type) {
    case 'text': return raw.length > 2000 ? { ok: false, code: 'too_long', params: { max: 2000 } } : { ok: true, value: raw };
    case 'number': return readNumber(raw, decimal);
    case 'date': return readDay(raw);
    case 'boolean': return YES.includes(text) ? { ok: true, value: true } : NO.includes(text) ? { ok: true, value: false } : { ok: false, code: 'not_boolean' };
    case 'list': {
      const found = rule.options.find((o) => o.code === raw) ?? rule.options.find((o) => Object.values(o.labels).some((l) => foldText(l) === text));
      return found ? { ok: true, value: found.code } : { ok: false, code: 'unknown_word', params: { words: rule.options.map((o) => o.code).join(', ') } };
    }
  }
}
