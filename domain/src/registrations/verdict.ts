import { fitsMask, saysExempt, type RegistrationRules } from './rules.ts';

export const VERDICTS = ['absent', 'exempt', 'malformed', 'unknown', 'expired', 'other_address', 'over_capacity', 'valid'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A registration of the commune's list, as the check looks at it. `validTo` is the first day it no longer holds; `distanceM` from the listing's published point, null when either has no place. */
export interface Registered { capacity: number | null; validFrom: string | null; validTo: string | null; distanceM: number | null }
export interface NumberFacts {
  text: string | null; accommodates: number | null; uncertaintyM: number;
  /** Undefined: the commune has no list, so nothing can be unknown. Null: it has one, and the number is not in it. */
  registered: Registered | null | undefined;
}
export interface Checked { /** The gravest of what was found. */ verdict: Verdict; /** Everything else found, gravest first. */ also: Verdict[]; facts: Record<string, string | number> }

/**
 * What a listing's number says on a day, in the order an officer asks: is there one, is it one, is it ours, does it hold, is it for this place and this size. A
 * use on several addresses is no verdict: rooms of one flat share a number honestly.
 */
export function checkNumber(f: NumberFacts, rules: RegistrationRules, day: string): Checked {
  const text = f.text?.trim() ?? '';
  if (text === '') return { verdict: 'absent', also: [], facts: {} };
  if (saysExempt(text, rules)) return { verdict: 'exempt', also: [], facts: {} };
  if (!fitsMask(text, rules.masks)) return { verdict: 'malformed', also: [], facts: {} };
  if (f.registered === undefined) return { verdict: 'valid', also: [], facts: {} };
  if (f.registered === null) return { verdict: 'unknown', also: [], facts: {} };
  const r = f.registered;
  const found: Verdict[] = [];
  const facts: Checked['facts'] = {};
  if ((r.validTo !== null && r.validTo <= day) || (r.validFrom !== null && r.validFrom > day)) { found.push('expired'); facts['day'] = r.validTo !== null && r.validTo <= day ? r.validTo : r.validFrom ?? day; }
  // The published point may lie anywhere in its disc: only a place outside it is another one.
  if (r.distanceM !== null && r.distanceM > f.uncertaintyM + rules.accuracyM) { found.push('other_address'); facts['distanceM'] = Math.round(r.distanceM); }
  if (r.capacity !== null && f.accommodates !== null && f.accommodates > r.capacity) { found.push('over_capacity'); facts['capacity'] = r.capacity; facts['accommodates'] = f.accommodates; }
  const [verdict = 'valid', ...also] = found;
  return { verdict, also, facts };
}

/** A listing's disc, in metres of one plane. */
export interface Disc { x: number; y: number; r: number }
/**
 * How many places the discs of one number need at least: discs that meet may hide one place. Counted greedily over the discs from the west; discs whose
 * meeting is only pairwise may need one place more than this says, never fewer.
 */
export function placesNeeded(discs: readonly Disc[]): number {
  const left = [...discs].sort((a, b) => a.x - b.x || a.y - b.y);
  let places = 0;
  while (left.length > 0) {
    const first = left.shift();
    if (first === undefined) break;
    places += 1;
    for (let i = left.length - 1; i >= 0; i -= 1) {
      const d = left[i];
      if (d !== undefined && Math.hypot(d.x - first.x, d.y - first.y) <= d.r + first.r) left.splice(i, 1);
    }
  }
  return places;
}

export const CAP_STATES = ['under', 'near', 'over', 'warned'] as const;
export type CapState = (typeof CAP_STATES)[number];
/** From this part of a cap on an officer is told. */
const NEAR = 0.9;
/** Declared nights are counted against a cap; estimated ones only warn, whatever they say. Null where there is no cap, or nothing to count. */
export function capState(cap: number | null, declared: number | null, estimated: number | null): CapState | null {
  if (cap === null) return null;
  if (declared !== null && declared > cap) return 'over';
  if (declared !== null && declared >= cap * NEAR) return 'near';
  if (estimated !== null && estimated > cap) return 'warned';
  return declared === null ? null : 'under';
}
