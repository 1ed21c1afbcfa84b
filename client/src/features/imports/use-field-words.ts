import { FIELD_BY_COLUMN, FIELD_GROUPS } from '@sommier/domain/assets';
import { ASSET_AMOUNTS, FIELDS, WORDS, type ImportFormat, type RegisterFormat } from '@sommier/domain/imports';
import { currencyExponent, toMinor } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCommune } from '../../platform/session.tsx';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useLists } from '../../platform/register-lists.ts';

const EXTRA = 'extra_';
const CODES: Readonly<Record<string, string>> = { nature: 'code.nature.', level: 'code.level.', status: 'code.status.', domain_class: 'code.domain.', title_state: 'code.title.', condition_class: 'code.condition.', type: 'code.occ.type.' };
const AMOUNTS: readonly string[] = ASSET_AMOUNTS;
export interface FieldGroupWords { title: string | null; fields: readonly string[] }

/** The names of the fields a file may feed, the words a closed field takes, and both in the reader's language. */
export const useFieldWords = (format: ImportFormat | undefined) => {
  const t = useT();
  const code = useCodeText();
  const { language } = useLanguage();
  const { extra, items, nameOf: extraName } = useLists();
  const money = useFormat();
  const { currency } = useCommune();
  const own = extra.filter((f) => f.active);
  const extraOf = (field: string) => (field.startsWith(EXTRA) ? extra.find((f) => f.key === field.slice(EXTRA.length)) : undefined);

  const nameOf = (field: string): string => {
    const mine = extraOf(field);
    if (mine) return extraName(mine);
    const said = code('imports.field.', format === 'payments' && field === 'amount' ? 'received' : field);
    const known = FIELD_BY_COLUMN.get(field);
    return said === field && known ? t(`assets.field.${known.key}`) : said;
  };
  /** Fields in the order of the property's form; `held` are those the mapping names already, which stay on offer. */
  const groups = (held: readonly string[]): FieldGroupWords[] => {
    const all = Object.keys(FIELDS[(format ?? 'assets') as RegisterFormat]);
    if ((format ?? 'assets') !== 'assets') return [{ title: null, fields: all }];
    // Amounts are offered in the currency's own unit; minor units are what extracts of ours state.
    const shown = all.filter((f) => !f.endsWith('_minor') || held.includes(f));
    const groupOf = (f: string) => (AMOUNTS.includes(f) ? 'value' : FIELD_BY_COLUMN.get(f)?.group ?? 'location');
    return [
      ...FIELD_GROUPS.map((g) => ({ title: t(`assets.card.${g}`), fields: shown.filter((f) => f !== 'provenance' && groupOf(f) === g) })),
      ...(own.length > 0 ? [{ title: t('assets.card.extra'), fields: own.map((f) => EXTRA + f.key) }] : []),
      { title: t('assets.card.source'), fields: shown.filter((f) => f === 'provenance') },
    ];
  };
  /** The closed words of a field, each as a code and in words; null where any text does. */
  const wordsOf = (field: string): { word: string; text: string }[] | null => {
    const mine = extraOf(field);
    if (mine) return mine.type === 'list' ? mine.options.map((o) => ({ word: o.code, text: o.labels[language] })) : null;
    const list = FIELD_BY_COLUMN.get(field)?.list;
    if (list) return items.filter((i) => i.list === list && i.active).map((i) => ({ word: i.code, text: i.labels[language] }));
    const words = WORDS[field];
    return words ? words.map((word) => ({ word, text: code(CODES[field] ?? `code.${field}.`, word) })) : null;
  };
  /** A value as the preview shows it: a word in the reader's language, a day in her way, an amount with the decimals of the commune's currency. */
  const textOf = (field: string, value: string): string => {
    const kind = FIELDS[(format ?? 'assets') as RegisterFormat]?.[field];
    const minor = kind === 'amount' ? toMinor(value, currencyExponent(currency)) : null;
    if (minor !== null) return money.money(minor);
    if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return money.day(value);
    return wordsOf(field)?.find((w) => w.word === value)?.text ?? value;
  };
  return { nameOf, groups, wordsOf, textOf };
};
