/** A listing round a property, as its yearly figures go: asking price a night (minor units) and estimated nights of the year, low and high by the other review rates. */
export interface Neighbour { price: bigint; nights: number; nightsLow: number; nightsHigh: number }
export interface Potential { compared: number; nights: number; nightsLow: number; nightsHigh: number; priceMinor: string; lowMinor: string; middleMinor: string; highMinor: string }
/** Fewer neighbours than this say nothing of a place. */
export const LEAST_NEIGHBOURS = 5;

const middle = <T>(sorted: readonly T[]): T | undefined => sorted[Math.floor((sorted.length - 1) / 2)];
const numbers = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
/** A price times nights with their fraction, rounded to the minor unit once. */
const times = (price: bigint, nights: number): string => ((price * BigInt(Math.round(nights * 1000)) + 500n) / 1000n).toString();

/**
 * What premises might bring in a year, gross, if they were let as their neighbours are: the middle price times the middle of the estimated nights, with the range of the
 * review rates. An order of magnitude made of estimates: it sets no rent. Null with too few neighbours.
 */
export function potentialOf(neighbours: readonly Neighbour[]): Potential | null {
  if (neighbours.length < LEAST_NEIGHBOURS) return null;
  const price = middle([...neighbours].map((n) => n.price).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) ?? 0n;
  const [nights, nightsLow, nightsHigh] = [(n: Neighbour) => n.nights, (n: Neighbour) => n.nightsLow, (n: Neighbour) => n.nightsHigh].map((of) => middle(numbers(neighbours.map(of))) ?? 0) as [number, number, number];
  return { compared: neighbours.length, nights, nightsLow, nightsHigh, priceMinor: price.toString(), lowMinor: times(price, nightsLow), middleMinor: times(price, nights), highMinor: times(price, nightsHigh) };
}
