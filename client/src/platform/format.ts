import { useMemo } from 'react';
import { currencyExponent, groundIn, withUnit } from '@sommier/domain/shared';
import { useIntl, useLanguage } from './i18n/index.ts';
import { useCommune } from './session.tsx';

/** Numbers, areas, days and money as the reader's language writes them. What is not known is a dash, never a zero. */
export const useFormat = () => {
  const intl = useIntl();
  const { currency } = useCommune();
  const { language } = useLanguage();
  return useMemo(() => {
    const number = (n: number | null | undefined, digits = 0): string => (n === null || n === undefined ? '–' : intl.formatNumber(n, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
    const upTo = (n: number, digits: number): string => intl.formatNumber(n, { maximumFractionDigits: digits });
    return {
      number,
      whole: (n: number | null | undefined) => number(n),
      area: (n: number | null | undefined) => number(n, 1),
      /** Square metres with their unit, always square metres: figures to compare. */
      squareMetres: (n: number | null | undefined) => (n === null || n === undefined ? '–' : withUnit(language, number(n, 1), 'm2')),
      ground: (m2: number) => { const g = groundIn(m2); return withUnit(language, upTo(g.value, g.digits), g.unit); },
      length: (m: number) => (m >= 1000 ? withUnit(language, upTo(m / 1000, 3), 'km') : withUnit(language, upTo(m, 1), 'm')),
      percent: (n: number, digits = 1) => intl.formatNumber(n, { style: 'percent', maximumFractionDigits: digits }),
      /** A day without an hour: no zone of time may move it. */
      day: (text: string | null | undefined) => (text ? intl.formatDate(`${text.slice(0, 10)}T12:00:00Z`, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' }) : '–'),
      money: (minor: string | null | undefined) => {
        if (minor === null || minor === undefined) return '–';
        const e = currencyExponent(currency);
        return number(Number(minor) / 10 ** e, e);
      },
    };
  }, [intl, currency, language]);
};

/** A name in the reader's language when the register has it. */
export const useNameOf = (): ((x: { name: string; nameAr: string | null }) => string) => {
  const { language } = useLanguage();
  return (x) => (language === 'ar' && x.nameAr ? x.nameAr : x.name);
};
