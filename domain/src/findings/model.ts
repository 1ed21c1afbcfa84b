import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** What auditors found in communes, one code for each case; the code is stable. */
export const FINDING_CODES = ['free_commercial', 'no_publicity', 'no_contract', 'venue_without_convention', 'sublet', 'area_differs', 'long_lease_unapproved', 'rent_never_revised', 'derisory_rent', 'permit_on_private',
  'public_without_permit', 'lease_on_public', 'building_on_foreign_land', 'expired_occupied', 'occupied_without_title', 'billboard_without_permit', 'rent_not_collected', 'rights_not_recorded'] as const;
/** What only who may read the money sees. */
export const MONEY_FINDINGS: readonly FindingCode[] = ['rent_not_collected'];
export type FindingCode = (typeof FINDING_CODES)[number];

/** Where the case was found, so that a reader can go back to it (the domain study §0). `country` is ISO 3166-1; null where the case is one of several. */
export interface FindingSource { report: string; country: 'TN' | 'MA' | 'FR' | null; said: string }
const TN28 = 'Cour des comptes de Tunisie, 28e rapport (2014), gestion des biens immobiliers privés de la municipalité de Tunis';
const MA = (page: string): string => `Cours régionales des comptes du Maroc, rapport annuel, p. ${page}`;
export const FINDING_SOURCES: Readonly<Record<FindingCode, FindingSource>> = {
  free_commercial: { report: TN28, country: 'TN', said: 'locaux donnés gratuitement pour un usage commercial' },
  no_publicity: { report: TN28, country: 'TN', said: 'locations conclues sans publicité préalable' },
  no_contract: { report: MA('514'), country: 'MA', said: 'aucun contrat de bail pour 155 magasins et 21 logements' },
  venue_without_convention: { report: TN28, country: 'TN', said: 'espaces sportifs et culturels exploités par des tiers sans convention' },
  sublet: { report: TN28, country: 'TN', said: 'emplacements de marché sous-loués contre le cahier des charges' },
  area_differs: { report: MA('532'), country: 'MA', said: '146 m² au contrat, 126 m² au sommier pour le même bien' },
  long_lease_unapproved: { report: MA('514'), country: 'MA', said: 'baux de plus de dix ans non approuvés par la tutelle' },
  rent_never_revised: { report: MA('514'), country: 'MA', said: 'plus de 500 magasins et 100 logements loués 50 DH par mois ou moins depuis les années 1990, jamais révisés' },
  derisory_rent: { report: MA('549'), country: 'MA', said: '225 lots loués depuis 1925 à 0,35 centime le m² par an' },
  permit_on_private: { report: MA('532'), country: 'MA', said: 'règles de l’occupation temporaire appliquées au domaine privé' },
  public_without_permit: { report: MA('549'), country: 'MA', said: '496 m² de domaine public occupés par une école privée sans autorisation' },
  lease_on_public: { report: MA('514'), country: 'MA', said: 'classement erroné entre domaine public et privé' },
  building_on_foreign_land: { report: MA('90-91'), country: 'MA', said: 'constructions élevées sur des terrains n’appartenant pas à la commune' },
  expired_occupied: { report: 'Ville de Paris, recensement du domaine public occupé (2012)', country: 'FR', said: 'la ville ignorait l’étendue de son domaine occupé' },
  occupied_without_title: { report: MA('90-91'), country: 'MA', said: 'affectations sans convention' },
  billboard_without_permit: { report: TN28, country: 'TN', said: 'panneaux publicitaires non formalisés' },
  rent_not_collected: { report: TN28, country: 'TN', said: 'loyers non recouvrés : 9,714 millions de dinars' },
  rights_not_recorded: { report: TN28, country: 'TN', said: 'droits jamais constatés : 1,149 million de dinars' },
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
