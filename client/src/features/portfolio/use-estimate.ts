import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCommune } from '../../platform/session.tsx';

/** An estimate is rounded to the whole unit of the currency: it must not look exact. */
export const useEstimate = (): ((minor: string | null) => string) => {
  const f = useFormat();
  const { currency } = useCommune();
  return (minor) => (minor === null ? '–' : f.whole(Math.round(Number(minor) / 10 ** currencyExponent(currency))));
};
