/**
 * The model that weighs two listings, in decibans (shared/evidence.ts). Changed weights are a new version: kept pairs say which made them. How they were chosen and what
 * they reach: docs/decisions/0062-weights-of-evidence.md, docs/performance/dwellings.md.
 */
export const PAIR_MODEL = {
  name: 'one-dwelling', version: 1,
  /** Beyond it no disc of 150 m can hide one place; also the side of a search cell. */
  reachM: 300,
  /** Of the pairs compared (one sign in common within reach) about one in a hundred is one place. */
  prior: -20,
  /** From this weight on a pair is proposed. */
  threshold: 2,
  /** Distance over the mean uncertainty: two points moved at random from one place lie as far apart as this. */
  distance: [[0.5, 4], [1, 3], [1.5, 0], [2, -4]] as readonly (readonly [number, number])[], distanceFar: -25,
  host: { same: 15, other: -6, otherName: -9, sameName: 0.6, acrossName: 1, nameCap: 14 },
  title: { none: -1, cap: 30 },
  room: { same: 1, other: -2, hotel: -3 },
  capacity: { accommodates: [3, -4], bedrooms: [2, -4] } as const,
  price: [[1.03, 4], [1.12, 3], [1.25, 1.5], [1.6, 0]] as readonly (readonly [number, number])[], priceFar: -4,
  /** A number that more listings carry than this tells less: it is copied about. */
  registration: { same: 18, crowded: 4, other: -8, crowd: 6 },
  calendar: { least: 30, agree: 0.9, same: 8, apart: 0.4, other: -5 },
  class: { alike: 0.7 },
} as const;
