import type { OccupationRegime } from '../guards/occupation.ts';

/** Rights of their own: together they may not exceed the whole of a unit on any day. */
export const PRINCIPAL_TYPES = ['bail_habitation', 'bail_commercial', 'bail_professionnel', 'bail_rural', 'aot', 'permis_stationnement', 'permission_voirie', 'aot_droits_reels',
  'bail_emphyteotique', 'concession', 'affermage', 'mise_a_disposition', 'affectation'] as const;
/** Rights that hang on another: an authorised subletting, a stall under a market's concession. */
export const DERIVED_TYPES = ['sous_location', 'emplacement_marche'] as const;
export const VACANCY_TYPES = ['vacant', 'dormant', 'excedentaire'] as const;
export const OCCUPATION_TYPES = [...PRINCIPAL_TYPES, ...DERIVED_TYPES, 'sans_titre', ...VACANCY_TYPES] as const;
export type OccupationType = (typeof OCCUPATION_TYPES)[number];

export const RANKS = ['principal', 'derived', 'without_title', 'vacancy'] as const;
export type Rank = (typeof RANKS)[number];
const among = (list: readonly string[], type: string): boolean => list.includes(type);
export const rankOf = (type: OccupationType): Rank => among(DERIVED_TYPES, type) ? 'derived' : type === 'sans_titre' ? 'without_title' : among(VACANCY_TYPES, type) ? 'vacancy' : 'principal';

/** How the law sees each type (guards). */
export function regimeOf(type: OccupationType): OccupationRegime {
  if (isLease(type) || type === 'sous_location') return 'lease';
  if (isPermit(type) || type === 'emplacement_marche') return 'permit';
  if (type === 'aot_droits_reels' || type === 'bail_emphyteotique') return 'real_rights';
  if (type === 'concession' || type === 'affermage') return 'concession';
  if (type === 'mise_a_disposition') return 'convention';
  return type === 'affectation' ? 'assignment' : type === 'sans_titre' ? 'without_title' : 'vacant';
}

/** Private-law leases: refused on public domain. */
export const LEASE_TYPES = ['bail_habitation', 'bail_commercial', 'bail_professionnel', 'bail_rural'] as const satisfies readonly OccupationType[];
/** Precarious permits of the public domain. */
export const PERMIT_TYPES = ['aot', 'permis_stationnement', 'permission_voirie'] as const satisfies readonly OccupationType[];
/** Rights that must say their last day from the start (real rights, delegated service). */
export const DATED_TYPES = ['aot_droits_reels', 'bail_emphyteotique', 'concession', 'affermage'] as const satisfies readonly OccupationType[];
export const isLease = (type: OccupationType): boolean => among(LEASE_TYPES, type);
export const isPermit = (type: OccupationType): boolean => among(PERMIT_TYPES, type);

export const ACTIVITY_KINDS = ['housing', 'commercial', 'craft', 'industrial', 'professional', 'agricultural', 'association', 'public_service', 'cultural', 'sport', 'parking', 'market',
  'advertising', 'telecom', 'other'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
/** Activities that earn money: given free, they are an auditor's finding. */
export const GAINFUL_KINDS: readonly ActivityKind[] = ['commercial', 'craft', 'industrial', 'professional', 'advertising', 'telecom', 'parking'];

export const STATUSES = ['draft', 'active', 'notice', 'expired_occupied', 'ended', 'litigation'] as const;
export type OccupationStatus = (typeof STATUSES)[number];

/** How the map and the lists group what stands in a unit; the letter repeats the colour. */
export const OCCUPANCY_STATES = ['own', 'let', 'permit', 'free', 'vacant', 'without_title'] as const;
export type OccupancyState = (typeof OCCUPANCY_STATES)[number];
export const OCCUPANCY_LETTER: Readonly<Record<OccupancyState, string>> = { own: 'A', let: 'L', permit: 'P', free: 'G', vacant: 'V', without_title: 'S' };

const OWN: readonly string[] = ['affectation'];
const PERMITS: readonly string[] = [...PERMIT_TYPES, 'aot_droits_reels', 'concession', 'affermage'];
/** The group of a right. What is given free is "free" whatever its name; derived rights take their own side of the market. */
export function stateOfType(type: OccupationType, freeOfCharge: boolean): OccupancyState {
  if (type === 'sans_titre') return 'without_title';
  if (among(VACANCY_TYPES, type)) return 'vacant';
  if (among(OWN, type)) return 'own';
  if (freeOfCharge) return 'free';
  return among(PERMITS, type) || type === 'emplacement_marche' ? 'permit' : 'let';
}

export const PARTY_ROLES = ['tenant', 'beneficiary', 'concessionaire', 'occupant', 'guarantor', 'representative', 'subtenant'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
export const ACT_ROLES = ['publicity', 'award', 'deliberation', 'decision', 'approval', 'handover', 'termination'] as const;
export type ActRole = (typeof ACT_ROLES)[number];
export const PERIODS = ['month', 'quarter', 'semester', 'year'] as const;
export type Period = (typeof PERIODS)[number];
/** Months of a period. */
export const PERIOD_MONTHS: Readonly<Record<Period, number>> = { month: 1, quarter: 3, semester: 6, year: 12 };
export const PROCEDURE_STATES = ['none', 'formal_notice', 'negotiation', 'court', 'eviction', 'regularised'] as const;
