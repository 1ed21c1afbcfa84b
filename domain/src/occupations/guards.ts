import type { DomainClass, TitleState } from '../assets/model.ts';
import { occupationGuards, type OccupationRegime } from '../guards/occupation.ts';
import type { Country, Finding } from '../guards/model.ts';
import { GAINFUL_KINDS, regimeOf, type ActivityKind, type ActRole, type OccupationType } from './types.ts';

/** What the rules look at in a right, on the form and on the server alike. Days are half-open. */
export interface GuardedRight {
  type: OccupationType; activityKind: ActivityKind | null; freeOfCharge: boolean; startsOn: string | null; endsOn: string | null;
  acts: readonly { role: ActRole }[]; units: readonly { domainClass: DomainClass | null; titleState: TitleState | null }[];
}
const has = (r: GuardedRight, ...roles: ActRole[]): boolean => r.acts.some((a) => roles.includes(a.role));

/** The rules a right meets over all its units, refusals first, each once. */
export function rightGuards(r: GuardedRight, country: Country | null): Finding[] {
  const regime: OccupationRegime = regimeOf(r.type);
  const derived = r.type === 'sous_location' || r.type === 'emplacement_marche';
  const facts = {
    regime, country, start: r.startsOn, end: r.endsOn, publicity: has(r, 'publicity', 'award') || derived, approved: has(r, 'approval'),
    free: r.freeOfCharge, commercial: r.activityKind !== null && GAINFUL_KINDS.includes(r.activityKind), record: has(r, 'handover', 'decision'),
  };
  const all = r.units.flatMap((u) => occupationGuards({ ...facts, domainClass: u.domainClass, titleState: u.titleState }));
  const seen = new Set<string>();
  const once = all.filter((f) => !seen.has(f.code) && seen.add(f.code));
  return [...once.filter((f) => f.outcome === 'refuse'), ...once.filter((f) => f.outcome === 'warn')];
}
