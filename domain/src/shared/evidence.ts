/**
 * Weights of evidence in decibans (I. J. Good, *Probability and the Weighing of Evidence*, 1950): ten times the decimal logarithm of how much likelier a
 * sign is where the thing is true than where it is not. Independent signs add; ten points are odds ten times higher.
 */
export const decibans = (odds: number): number => 10 * Math.log10(odds);
export const oddsOf = (weight: number): number => 10 ** (weight / 10);
/** The probability that a weight stands for, 0 to 1. */
export const probabilityOf = (weight: number): number => { const odds = oddsOf(weight); return odds / (1 + odds); };
/** A probability as the screen shows it: whole per cent, never the certainty that only a person may state. */
export const percentOf = (weight: number): number => Math.max(1, Math.min(99, Math.round(probabilityOf(weight) * 100)));
/** A tenth of a point is the last figure shown. */
export const tenth = (weight: number): number => Math.round(weight * 10) / 10;
export const within = (low: number, value: number, high: number): number => Math.max(low, Math.min(high, value));
