/** Decimals of the currencies that have not two (ISO 4217). */
const EXPONENT: Readonly<Record<string, number>> = {
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
};

/** How many decimals a currency's minor unit has: TND 3, MAD 2, XOF 0. */
export const currencyExponent = (currency: string): number => EXPONENT[currency] ?? 2;

/**
 * Minor units of an amount written with a point ("1234.5"), as text without loss; null when it is not an amount or has more decimals than
 * the currency.
 */
export function toMinor(amount: string, exponent: number): string | null {
  const parts = /^(\d{1,15})(?:\.(\d{0,9}))?$/.exec(amount);
  if (parts === null) return null;
  const decimals = parts[2] ?? '';
  if (/[1-9]/.test(decimals.slice(exponent))) return null;
  return (parts[1] + decimals.slice(0, exponent).padEnd(exponent, '0')).replace(/^0+(?=\d)/, '');
}

export { PositiveMinor, SignedMinor } from './schemas.ts';

/** The one rounding of money: `numerator / denominator` to the nearest whole unit, a half away from zero. The denominator is positive. */
export function divRound(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('divRound needs a positive denominator');
  const half = (2n * (numerator < 0n ? -numerator : numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -half : half;
}

/** Minor units as a plain decimal with the currency's decimals: 1234n, 3 → "1.234". */
export function fromMinor(minor: bigint, exponent: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return `${minor < 0n ? '-' : ''}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ''}`;
}
