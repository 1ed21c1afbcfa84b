import { insideAirbnb } from './import/format.ts';

export { insideAirbnb };
export { listingRows } from './listing-row.ts';
export { routes } from './listings.routes.ts';
/** Formats this feature brings to the imports. */
export const importFormats = [insideAirbnb];
