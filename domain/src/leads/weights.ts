/**
 * The model of the cross between listings and municipal property, in decibans (shared/evidence.ts). Changed weights are a new version; a kept lead says which made it.
 * Reasons and limits: docs/decisions/0062-weights-of-evidence.md.
 */
export const LEAD_MODEL = {
  name: 'register-cross', version: 1,
  /** Leads under this weight (about 6 %) are not kept, nor more than so many for one listing. */
  threshold: -12, perListing: 3,
  /** Square metres of premises whose area nobody recorded. */
  unknownAreaM2: 60,
  /** No property counts for less than this part of a disc. */
  leastShare: 2e-4,
  use: { dwelling: 7, let: 3, neutral: 0, workplace: -1, storage: -3, equipment: -6, stall: -8, heritage: -9, land: -12 },
  occupancy: { vacant: 4, without_title: 4, let: 1, let_housing: 2, free: 1, permit: 0, own: -6, none: 0 },
  /** A host's account bears the holder's name about every other time; a word weighs by how rare it is among hosts. */
  names: { borne: 0.5, perWord: 13, cap: 24, script: 0.8, none: -3 },
  /** A street cited is shared with its neighbours, hence the cap; words of the property's own name count half; a house number counts beside its street. */
  words: { cited: 0.3, perWord: 12, cap: 16, nameWord: 0.5, number: 8 },
  /** Square metres a person: under the first nobody sleeps there, under the second it is tight, over the third it is a hall. */
  capacity: { least: 4, tight: 7, wide: 70, fits: 3, tightWeight: -2, tooSmall: -9, tooWide: -1 },
  room: { hotel: -4, shared: -1, whole: 1, room: 0 },
  number: { absent: 1.5, shown: -2 },
  quarter: { same: 1, other: -1.5 },
} as const;
