import { salesFormat } from './sales-format.ts';

export { salesFormat };
export { routes } from './comparables.routes.ts';
export { ENOUGH_DEALS, marketAt, marketRents, type MarketQuestion } from './comparables.queries.ts';
export const importFormats = [salesFormat];
