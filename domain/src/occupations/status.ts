import type { OccupationStatus, Rank } from './types.ts';

const NEXT: Readonly<Record<OccupationStatus, readonly OccupationStatus[]>> = {
  draft: ['active'], active: ['notice', 'expired_occupied', 'ended', 'litigation'], notice: ['active', 'expired_occupied', 'ended', 'litigation'],
  expired_occupied: ['active', 'ended', 'litigation'], litigation: ['active', 'notice', 'expired_occupied', 'ended'], ended: ['active'],
};
/** What a person may make of a right. Ending is not the end of its account; an ended one may be reopened with a reason. */
export const nextStatuses = (from: OccupationStatus, rank: Rank): readonly OccupationStatus[] =>
  rank === 'principal' || rank === 'derived' ? NEXT[from] : NEXT[from].filter((s) => s !== 'notice' && s !== 'expired_occupied');
export const mayBecome = (from: OccupationStatus, to: OccupationStatus, rank: Rank): boolean => nextStatuses(from, rank).includes(to);

interface Dated { status: OccupationStatus; rank: Rank; heldUntil: string | null; endedOn: string | null }
/** The status as the day shows it: a right past its term that nobody ended is occupied after its end, whatever was last written. */
export function statusOn(o: Dated, day: string): OccupationStatus {
  if ((o.status === 'active' || o.status === 'notice') && o.heldUntil !== null && o.heldUntil <= day) {
    return o.endedOn !== null || (o.rank !== 'principal' && o.rank !== 'derived') ? 'ended' : 'expired_occupied';
  }
  return o.status;
}
