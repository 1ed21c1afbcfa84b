import type { MarketUse } from './words.ts';

/** The register's use codes that a market knows. Any other (school, road, cemetery, heritage) has no market: its property is not valued by comparison. */
export const MARKET_USE_BY_CODE: Readonly<Record<string, MarketUse>> = {
  housing: 'dwelling', commerce: 'shop', market: 'shop', offices: 'office', craft: 'workshop', storage: 'workshop', land_reserve: 'land',
};
/** The market a property belongs to, by its use; bare ground without a use is land. Null: there is none. */
export const marketUse = (useCode: string | null, nature: string | null): MarketUse | null =>
  (useCode !== null && useCode !== 'none' ? MARKET_USE_BY_CODE[useCode] ?? null : nature === 'land' ? 'land' : null);
/** SQL `case` of the same rule over an alias of `asset`, from the same table: one source for both. */
export const marketUseSql = (alias: string): string =>
  `case ${Object.entries(MARKET_USE_BY_CODE).map(([code, use]) => `when ${alias}.use_code = '${code}' then '${use}'`).join(' ')} when coalesce(${alias}.use_code, 'none') = 'none' and ${alias}.nature = 'land' then 'land' end`;
