import type { IntlShape } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A weight as the reader writes it: 31 ko, 1,2 Mo, ٣… in Latin digits. Thousands, as operating systems' file lists do. */
export const weightText = (intl: IntlShape, bytes: number): string => {
  const step = bytes <= 0 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return intl.formatNumber(bytes / 1000 ** step, { style: 'unit', unit: UNITS[step] ?? 'byte', maximumFractionDigits: step > 1 ? 1 : 0 });
};
