import { domainGroup, type DomainClass, type TitleState } from '../assets/model.ts';
import { guard, standing } from './finding.ts';
import type { Country, Finding } from './model.ts';

/**
 * How the law sees an occupation, whatever a commune calls it. `permit`: temporary occupation of public domain (AOT, permis de stationnement, de
 * voirie); `real_rights`: AOT with real rights, bail emphytéotique; `lease`: housing, commercial or professional; `concession`: public service;
 * `convention`: made available, free or paid; `assignment`: to an own service; `without_title`, `vacant`: nothing to allow.
 */
export const OCCUPATION_REGIMES = ['permit', 'real_rights', 'lease', 'concession', 'convention', 'assignment', 'without_title', 'vacant'] as const;
export type OccupationRegime = (typeof OCCUPATION_REGIMES)[number];

export interface OccupationFacts {
  regime: OccupationRegime;
  country: Country | null;
  domainClass: DomainClass | null;
  titleState: TitleState | null;
  /** Days, YYYY-MM-DD; null where open or not known. */
  start: string | null;
  end: string | null;
  /** An act of publicity or a tender is named. */
  publicity: boolean;
  /** The tutelle's approval is named. */
  approved: boolean;
  free: boolean;
  commercial: boolean;
  /** A handing-over record (PV) or the decision is named or attached. */
  record: boolean;
}

/** Whole years from a day to another (the anniversary not reached does not count); 0 where one is missing. */
export function yearsBetween(start: string | null, end: string | null): number {
  if (start === null || end === null) return 0;
  const years = Number(end.slice(0, 4)) - Number(start.slice(0, 4));
  return Math.max(0, end.slice(5) < start.slice(5) ? years - 1 : years);
}

const LONGEST_PERMIT_FR = 70;
const LONG_LEASE_MA = 10;

/** The rules an occupation meets (domain study §3.3), refusals first. Empty where nothing stands against it. */
export function occupationGuards(f: OccupationFacts): Finding[] {
  const group = domainGroup(f.domainClass);
  const of = (code: Finding['code'], outcome: Finding['outcome']): Finding => guard(code, outcome, f.country);
  const years = yearsBetween(f.start, f.end);
  const untitled = (f.titleState === null || f.titleState === 'sans_document') && f.regime !== 'vacant' && f.regime !== 'without_title';
  const open = f.end === null;
  return standing(
    f.regime === 'lease' && group === 'public' && of('lease_on_public_domain', 'refuse'),
    f.regime === 'real_rights' && open && of('real_rights_without_end', 'refuse'),
    f.regime === 'permit' && f.country === 'FR' && years > LONGEST_PERMIT_FR && of('permit_too_long', 'refuse'),
    f.regime === 'lease' && !f.publicity && of('lease_without_publicity', 'refuse'),
    f.regime === 'lease' && group === 'undetermined' && of('lease_domain_unknown', 'warn'),
    f.regime === 'lease' && group === 'other' && of('lease_not_owned', 'warn'),
    f.regime === 'lease' && f.country === 'MA' && !f.approved && (open || years > LONG_LEASE_MA) && of('long_lease_without_approval', 'warn'),
    f.regime === 'permit' && group === 'private' && of('permit_on_private_domain', 'warn'),
    f.regime === 'permit' && open && of('permit_without_end', 'warn'),
    f.free && f.commercial && of('free_for_commerce', 'warn'),
    f.regime === 'convention' && open && of('convention_without_end', 'warn'),
    f.regime === 'assignment' && !f.record && of('assignment_without_record', 'warn'),
    untitled && of('title_unknown', 'warn'),
  );
}
