import { exceedsWhole, sumShares, type Share } from './share.ts';
import { statusOn } from './status.ts';
import { OCCUPANCY_STATES, rankOf, stateOfType, type OccupancyState, type OccupationStatus, type OccupationType } from './types.ts';

/** One right or fact on one unit. Days are half-open; `heldUntil` null has no end yet. */
export interface Standing {
  id: string; type: OccupationType; status: OccupationStatus; freeOfCharge: boolean; validated: boolean;
  startsOn: string | null; foundOn: string | null; endsOn: string | null; endedOn: string | null; heldUntil: string | null; share: Share;
}

export interface Occupancy {
  /** Null: nothing is recorded for the day. It is "not known", never "vacant". */
  state: OccupancyState | null;
  /** Past its term and still there. */
  expired: boolean;
  /** Everything that stands on the day, the one that gives the state first. */
  standing: string[];
  /** Sum of the principal rights as an exact fraction. */
  load: { num: bigint; den: bigint };
}

// What an auditor looks for comes first: an occupation without title is seen beside any right, and never counts as vacant.
const ORDER: readonly OccupancyState[] = ['without_title', 'let', 'permit', 'free', 'own', 'vacant'];

/** From when a fact stands: its start, else the day it was found; null is "since before anybody wrote it". */
const since = (s: Standing): string | null => s.startsOn ?? (s.type === 'sans_titre' ? s.foundOn : null);
const begun = (s: Standing, day: string): boolean => { const from = since(s); return from === null ? s.type === 'sans_titre' : from <= day; };

/** Whether it stands on the day, and past its term or not. Drafts and what an import left to decide do not count. */
export function standsOn(s: Standing, day: string): 'yes' | 'expired' | 'no' {
  if (!s.validated || s.status === 'draft' || !begun(s, day)) return 'no';
  if (s.heldUntil === null || day < s.heldUntil) return 'yes';
  const rank = rankOf(s.type);
  if (rank === 'vacancy' || rank === 'without_title') return 'no';
  return s.endedOn === null && s.status !== 'ended' && statusOn({ ...s, rank }, day) !== 'ended' ? 'expired' : 'no';
}

/** The state of a unit on a day, from everything recorded on it. Pure: the same record and day give the same answer. */
export function occupancyOn(all: readonly Standing[], day: string): Occupancy {
  const seen = all.flatMap((s) => { const stands = standsOn(s, day); return stands === 'no' ? [] : [{ s, expired: stands === 'expired', state: stateOfType(s.type, s.freeOfCharge) }]; });
  // A right in force goes before one past its term; then the order above.
  seen.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || Number(a.expired) - Number(b.expired) || (a.s.id < b.s.id ? -1 : 1));
  const first = seen[0];
  return {
    state: first?.state ?? null, expired: first?.expired ?? false, standing: seen.map((x) => x.s.id),
    load: sumShares(seen.filter((x) => !x.expired && rankOf(x.s.type) === 'principal').map((x) => x.s.share)),
  };
}

export interface Span { from: string; to: string | null; state: OccupancyState | null; expired: boolean; standing: string[] }
/** The unit's state over [from, to) as spans without a change inside. */
export function occupancySpans(all: readonly Standing[], from: string, to: string): Span[] {
  const days = new Set([from]);
  for (const s of all) for (const d of [since(s), s.heldUntil]) if (d !== null && d > from && d < to) days.add(d);
  const cuts = [...days].sort();
  const spans = cuts.map((day, i): Span => { const { load: _load, ...o } = occupancyOn(all, day); return { from: day, to: cuts[i + 1] ?? to, ...o }; });
  return spans.reduce<Span[]>((out, span) => {
    const last = out.at(-1);
    if (last && last.state === span.state && last.expired === span.expired && last.standing.join() === span.standing.join()) { last.to = span.to; return out; }
    return [...out, span];
  }, []);
}

/** The days of a set of principal rights on which they exceed the whole; an oracle for small cases and the form's warning. */
export function overloadedFrom(rights: readonly { startsOn: string; heldUntil: string | null; share: Share }[]): string | null {
  const days = [...new Set(rights.map((r) => r.startsOn))].sort();
  return days.find((day) => exceedsWhole(sumShares(rights.filter((r) => r.startsOn <= day && (r.heldUntil === null || r.heldUntil > day)).map((r) => r.share)))) ?? null;
}
export const isOccupancyState = (word: string): word is OccupancyState => (OCCUPANCY_STATES as readonly string[]).includes(word);
