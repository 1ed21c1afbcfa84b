/** An exact part of a unit; never a rounded number. 1/1 is the whole. */
export interface Share { num: number; den: number }
interface Exact { num: bigint; den: bigint }

const gcd = (a: bigint, b: bigint): bigint => b === 0n ? a : gcd(b, a % b);
const add = (a: Exact, b: Exact): Exact => {
  const num = a.num * b.den + b.num * a.den, den = a.den * b.den, g = gcd(num, den);
  return g === 0n ? { num: 0n, den: 1n } : { num: num / g, den: den / g };
};

/** The sum of shares, in lowest terms, without a rounding. */
export const sumShares = (shares: readonly Share[]): Exact =>
  shares.reduce<Exact>((total, s) => add(total, { num: BigInt(s.num), den: BigInt(s.den) }), { num: 0n, den: 1n });

export const exceedsWhole = (total: Exact): boolean => total.num > total.den;

/** "1/3", "25 %", "0,25" or "1" as a share in lowest terms; null where it is no part of a whole. A denominator is at most 1,000,000. */
export function readShare(text: string): Share | null {
  const t = text.replace(/\s/g, '').replace(',', '.');
  const fraction = /^(\d{1,7})\/(\d{1,7})$/.exec(t), percent = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(t), decimal = /^([01])(?:\.(\d{1,6}))?$/.exec(t);
  const [num, den] = fraction ? [Number(fraction[1]), Number(fraction[2])]
    : percent ? [Number(`${percent[1] ?? ''}${percent[2] ?? ''}`), 100 * 10 ** (percent[2]?.length ?? 0)]
    : decimal ? [Number(`${decimal[1] ?? ''}${decimal[2] ?? ''}`), 10 ** (decimal[2]?.length ?? 0)] : [0, 0];
  if (num < 1 || num > den) return null;
  const g = Number(gcd(BigInt(num), BigInt(den)));
  return den / g > 1_000_000 ? null : { num: num / g, den: den / g };
}

/** The share an area takes of a whole area, in hundredths of a square metre; null where it would not be a part of it. */
export function shareOfArea(areaM2: number, wholeM2: number): Share | null {
  const num = Math.round(areaM2 * 100), den = Math.round(wholeM2 * 100);
  if (num < 1 || den < 1 || num > den) return null;
  const g = Number(gcd(BigInt(num), BigInt(den)));
  // Beyond the largest denominator kept, the share is rounded up: a right is never made smaller than it is.
  return den / g <= 1_000_000 ? { num: num / g, den: den / g } : { num: Math.max(1, Math.ceil(num / den * 1_000_000)), den: 1_000_000 };
}
export const shareText = (s: Share): string => s.den === 1 ? '1' : `${String(s.num)}/${String(s.den)}`;
