import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** What auditors found in communes, one code for each case; the code is stable. */
export const FINDING_CODES = ['free_commercial', 'no_publicity', 'no_contract', 'venue_without_convention', 'sublet', 'area_differs', 'long_lease_unapproved', 'rent_never_revised', 'derisory_rent', 'permit_on_private',
  'public_without_permit', 'lease_on_public', 'building_on_foreign_land', 'expired_occupied', 'occupied_without_title', 'billboard_without_permit', 'rent_not_collected', 'rights_not_recorded'] as const;
/** What only who may read the money sees. */
export const MONEY_FINDINGS: readonly FindingCode[] = ['rent_not_collected'];
export type FindingCode = (typeof FINDING_CODES)[number];

/** Where the case was found, so that a reader can go back to it (the domain study §0). `country` is ISO 3166-1; null where the case is one of several. What it said there is `findings.said.<code>` of the texts, the report's name `findings.report.<report>`. */
export interface FindingSource { report: 'TN28' | 'MA' | 'PARIS'; page: string | null; country: 'TN' | 'MA' | 'FR' | null }
export const FINDING_SOURCES: Readonly<Record<FindingCode, FindingSource>> = {
  free_commercial: { report: 'TN28', page: null, country: 'TN' },
  no_publicity: { report: 'TN28', page: null, country: 'TN' },
  no_contract: { report: 'MA', page: '514', country: 'MA' },
  venue_without_convention: { report: 'TN28', page: null, country: 'TN' },
  sublet: { report: 'TN28', page: null, country: 'TN' },
  area_differs: { report: 'MA', page: '532', country: 'MA' },
  long_lease_unapproved: { report: 'MA', page: '514', country: 'MA' },
  rent_never_revised: { report: 'MA', page: '514', country: 'MA' },
  derisory_rent: { report: 'MA', page: '549', country: 'MA' },
  permit_on_private: { report: 'MA', page: '532', country: 'MA' },
  public_without_permit: { report: 'MA', page: '549', country: 'MA' },
  lease_on_public: { report: 'MA', page: '514', country: 'MA' },
  building_on_foreign_land: { report: 'MA', page: '90-91', country: 'MA' },
  expired_occupied: { report: 'PARIS', page: null, country: 'FR' },
  occupied_without_title: { report: 'MA', page: '90-91', country: 'MA' },
  billboard_without_permit: { report: 'TN28', page: null, country: 'TN' },
  rent_not_collected: { report: 'TN28', page: null, country: 'TN' },
  rights_not_recorded: { report: 'TN28', page: null, country: 'TN' },
};

/** What counts as much: stated with every report, never silent. */
export const FINDING_RULES = {
  /** Contract and register (or drawn) areas differ by more than this part of the larger. */
  areaTolerance: 0.05,
  /** A lease longer than this many years asks the tutelle's approval. */
  longLeaseYears: 10,
  /** A rent untouched for longer than this many years was never revised. */
  revisionYears: 6,
  /** A due unpaid for longer than this many days was not collected. */
  unpaidDays: 365,
  /** A rent per square metre under this part of the median of the same kind of activity, where at least so many can be compared. */
  derisoryPart: 0.1, derisoryCompared: 10,
} as const;

export const FindingRow = z.object({
  code: z.enum(FINDING_CODES), assetId: Id.nullable(), assetCode: z.string().nullable(), assetName: z.string().nullable(), district: z.string().nullable(),
  occupationId: Id.nullable(), reference: z.string().nullable(), type: z.string().nullable(),
  /** The figures the finding stands on: areas, dates, amounts in minor units, by name. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}).meta({ id: 'FindingRow' });
export type FindingRow = z.output<typeof FindingRow>;
