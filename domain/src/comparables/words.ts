/** What was seen on the market: a price paid once, or a rent. */
export const COMPARABLE_KINDS = ['sale', 'rent'] as const;
export type ComparableKind = (typeof COMPARABLE_KINDS)[number];
/** The uses a market tells apart. Property without one (roads, cemeteries, schools) has no market. */
export const MARKET_USES = ['dwelling', 'shop', 'office', 'workshop', 'land', 'other'] as const;
export type MarketUse = (typeof MARKET_USES)[number];
