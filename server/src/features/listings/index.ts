import { insideAirbnb } from './import/format.ts';
import { insideAirbnbCalendar, insideAirbnbReviews } from './import/months.format.ts';

export { insideAirbnb, insideAirbnbCalendar, insideAirbnbReviews };
export { listingRows } from './listing-row.ts';
export { confirmAddress, releaseAddress } from './address.store.ts';
export { routes } from './listings.routes.ts';
/** Formats this feature brings to the imports. */
export const importFormats = [insideAirbnb, insideAirbnbCalendar, insideAirbnbReviews];
