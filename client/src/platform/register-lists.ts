import { useMemo } from 'react';
import { registerLists, optionLabel, referenceLabel, DEFAULT_SETTINGS, type ExtraField, type ExtraValue, type ReferenceList } from '@sommier/domain/references';
import { useFormat } from './format.ts';
import { useLanguage, useT } from './i18n/index.ts';
import { useEndpoint } from './query.ts';
import { useCommune } from './session.tsx';

const NONE: never[] = [];
/** The commune's lists, its own fields and its settings: what a form offers and a sheet says. */
export const useLists = () => {
  const { language } = useLanguage();
  const { data } = useEndpoint(registerLists, { params: { commune: useCommune().code } }, { keep: true });
  const items = data?.items ?? NONE;
  const extra = data?.fields ?? NONE;
  const settings = data?.settings ?? DEFAULT_SETTINGS;
  return useMemo(() => ({
    items, extra, settings, labelOf: (list: ReferenceList, code: string) => referenceLabel(items, list, code, language),
    nameOf: (f: ExtraField) => `${f.labels[language]}${f.unit ? ` (${f.unit})` : ''}`,
  }), [items, extra, settings, language]);
};

/** A value of the commune's own field in the reader's words. */
export const useExtraText = (): ((f: ExtraField, value: ExtraValue | undefined) => string) => {
  const t = useT();
  const { language } = useLanguage();
  const format = useFormat();
  return (f, value) => {
    if (value === null || value === undefined) return '–';
    switch (f.type) {
      case 'boolean': return t(value === true ? 'assets.yes' : 'assets.no');
      case 'date': return format.day(String(value));
      case 'list': return optionLabel(f, String(value), language);
      case 'number': return format.number(Number(value), Number.isInteger(value) ? 0 : 2);
      case 'text': return String(value);
    }
  };
};
