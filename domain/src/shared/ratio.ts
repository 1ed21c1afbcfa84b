/** An exact number: a whole numerator over a positive whole denominator. Tariffs and rates are computed with it; only amounts are rounded. */
export interface Ratio { readonly n: bigint; readonly d: bigint }

export { Decimal, Quantity } from './schemas.ts';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** @throws RangeError when `d` is zero. */
export const ratio = (n: bigint | number, d: bigint | number = 1n): Ratio => {
  const [a, b] = [BigInt(n), BigInt(d)];
  if (b === 0n) throw new RangeError('a ratio needs a denominator');
  const g = gcd(abs(a), abs(b)) || 1n;
  return b < 0n ? { n: -a / g, d: -b / g } : { n: a / g, d: b / g };
};
export const ZERO: Ratio = { n: 0n, d: 1n };
export const ONE: Ratio = { n: 1n, d: 1n };

/** The exact value of a text that `Decimal` accepts. */
export function fromDecimal(text: string): Ratio {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const value = ratio(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return text.startsWith('-') ? { n: -value.n, d: value.d } : value;
}
export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { n: -b.n, d: b.d });
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
/** @throws RangeError when `b` is zero. */
export const over = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n);
export const compare = (a: Ratio, b: Ratio): number => { const diff = a.n * b.d - b.n * a.d; return diff < 0n ? -1 : diff > 0n ? 1 : 0; };
export const least = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);
export const sum = (all: readonly Ratio[]): Ratio => all.reduce(plus, ZERO);
export const roundUp = (a: Ratio): Ratio => ({ n: a.n >= 0n ? (a.n + a.d - 1n) / a.d : a.n / a.d, d: 1n });

/** As a reader writes it: every decimal where there are at most nine, else nine and an ellipsis. */
export function show(a: Ratio): string {
  const scaled = abs(a.n) * 1_000_000_000n;
  const digits = (scaled / a.d).toString().padStart(10, '0');
  const text = `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
  return `${a.n < 0n ? '-' : ''}${text}${scaled % a.d === 0n ? '' : '…'}`;
}

/** `a` to a whole power; a negative power asks for an `a` that is not zero. @throws RangeError */
export const power = (a: Ratio, exponent: number): Ratio => {
  if (!Number.isInteger(exponent)) throw new RangeError('a whole power');
  const up = ratio(a.n ** BigInt(Math.abs(exponent)), a.d ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? over(ONE, up) : up;
};
