import { useMemo } from 'react';
import { currencyExponent } from '@sommier/domain/shared';
import { useIntl, useLanguage } from './i18n/index.ts';
import { useCommune } from './session.tsx';

/** Numbers, areas, days and money as the reader's language writes them. What is not known is a dash, never a zero. */
export const useFormat = () => {
  const intl = useIntl();
  const { currency } = useCommune();
  return useMemo(() => {
    const number = (n: number | null | undefined, digits = 0): string => (n === null || n === undefined ? '–' : intl.formatNumber(n, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
    // A Latin unit beside a number keeps its order inside Arabic words.
    const isolate = (text: string) => `\u2066${text}\u2069`;
    return {
      number,
      whole: (n: number | null | undefined) => number(n),
      area: (n: number | null | undefined) => number(n, 1),
      ground: (m2: number) => isolate(m2 >= 1e6 ? `${intl.formatNumber(m2 / 1e6, { maximumFractionDigits: 3 })} km²` : m2 >= 1e4 ? `${intl.formatNumber(m2 / 1e4, { maximumFractionDigits: 2 })} ha` : `${intl.formatNumber(m2, { maximumFractionDigits: 1 })} m²`),
      length: (m: number) => isolate(m >= 1000 ? `${intl.formatNumber(m / 1000, { maximumFractionDigits: 3 })} km` : `${intl.formatNumber(m, { maximumFractionDigits: 1 })} m`),
      percent: (n: number, digits = 1) => intl.formatNumber(n, { style: 'percent', maximumFractionDigits: digits }),
      /** A day without an hour: no zone of time may move it. Shown in a left-to-right isolate, so the locale's own marks go. */
      day: (text: string | null | undefined) => (text ? intl.formatDate(`${text.slice(0, 10)}T12:00:00Z`, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' }).replace(/[\u200e\u200f]/g, '') : '–'),
      money: (minor: string | null | undefined) => {
        if (minor === null || minor === undefined) return '–';
        const e = currencyExponent(currency);
        return number(Number(minor) / 10 ** e, e);
      },
    };
  }, [intl, currency]);
};

/** A name in the reader's language when the register has it. */
export const useNameOf = (): ((x: { name: string; nameAr: string | null }) => string) => {
  const { language } = useLanguage();
  return (x) => (language === 'ar' && x.nameAr ? x.nameAr : x.name);
};
