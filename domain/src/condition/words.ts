export { CONDITIONS } from '../assets/words.ts';
/** What a surveyor looks at, one class each (Patrimoine-bati, Parc national des Écrins; cut to what a municipal building has). */
export const COMPONENTS = ['structure', 'roof', 'envelope', 'openings', 'electricity', 'plumbing', 'climate', 'fire_safety', 'accessibility', 'finishes', 'outside'] as const;
/** Why works must be done, most pressing first: 1 persons in danger, 2 the law asks, 3 the building loses, 4 use and comfort. */
export const PRIORITIES = [1, 2, 3, 4] as const;
export const WORK_STATES = ['open', 'under_way', 'done', 'dropped'] as const;
/** Bands of the facility condition index. */
export const FCI_BANDS = ['excellent', 'good', 'fair', 'poor', 'critical', 'replace'] as const;
export type FciBand = (typeof FCI_BANDS)[number];
