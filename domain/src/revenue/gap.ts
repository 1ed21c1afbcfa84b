import { divRound } from '../shared/money.ts';

/** Yearly figures of a property in minor units. `market` null: the commune has set no market rent for its use and place, or its area is not known. */
export interface GapFacts { contract: bigint; legal: bigint | null; market: bigint | null }
export interface Gap { legalGap: bigint | null; marketGap: bigint | null; share: number | null; band: GapBand }
/** Bands of the map: how much of the market rent is not asked. */
export const GAP_BANDS = ['none', 'under25', 'under50', 'under75', 'over75', 'unknown'] as const;
export type GapBand = (typeof GAP_BANDS)[number];

const positive = (n: bigint): bigint => (n > 0n ? n : 0n);
/** What the contract leaves: to the next legal revision, and to the market. A rent above the market leaves nothing, never less. */
export function gapOf(f: GapFacts): Gap {
  const legalGap = f.legal === null ? null : positive(f.legal - f.contract);
  const marketGap = f.market === null ? null : positive(f.market - f.contract);
  const share = marketGap === null || f.market === null || f.market === 0n ? null : Number((marketGap * 10_000n) / f.market) / 10_000;
  const band: GapBand = share === null ? 'unknown' : share === 0 ? 'none' : share < 0.25 ? 'under25' : share < 0.5 ? 'under50' : share < 0.75 ? 'under75' : 'over75';
  return { legalGap, marketGap, share, band };
}

/** A year's market rent: so much a square metre a month, on an area in square metres with two decimals at most. */
export const yearlyMarket = (perM2Month: bigint, areaM2: number): bigint => divRound(perM2Month * 12n * BigInt(Math.round(areaM2 * 100)), 100n);
