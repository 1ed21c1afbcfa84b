/**
 * The San Francisco model of occupancy, as published by Inside Airbnb: a review stands for a stay, some stays leave none.
 * An estimate serves to target and to compare; it is never a tax base. Name, version and parameters go with each figure.
 */
export interface NightsModel {
  name: string;
  version: number;
  /** The part of stays that leave a review. */
  reviewRate: number;
  /** The other published rates: the range given beside every estimate, low nights first. */
  reviewRateHigh: number;
  reviewRateLow: number;
  /** Nights of an average stay in this city; a longer minimum stay replaces it. */
  averageStay: number;
  /** Nights a year above which no listing is believed: 70 % of 365. */
  capNights: number;
}

export const SAN_FRANCISCO: NightsModel = {
  name: 'san-francisco', version: 1, reviewRate: 0.5, reviewRateHigh: 0.72, reviewRateLow: 0.305, averageStay: 3, capNights: 255,
};

/** Reviews of the last twelve months: the file's own count where it has one, else twelve times the monthly rate, else none. */
export const reviewsOfYear = (ltm: number | null, perMonth: number | null): number => ltm ?? (perMonth === null ? 0 : 12 * perMonth);

/** Estimated nights a year of one listing, with their fraction: round the total, not the listing. */
export function estimatedNights(reviews: number, minimumNights: number | null, model: NightsModel = SAN_FRANCISCO, rate = model.reviewRate): number {
  const nights = reviews / rate * Math.max(model.averageStay, minimumNights ?? 0);
  return Math.min(nights, model.capNights);
}

/** Low and high estimate of one listing with the model's other review rates. */
export const nightsRange = (reviews: number, minimumNights: number | null, model: NightsModel = SAN_FRANCISCO): { low: number; high: number } => ({
  low: estimatedNights(reviews, minimumNights, model, model.reviewRateHigh),
  high: estimatedNights(reviews, minimumNights, model, model.reviewRateLow),
});
