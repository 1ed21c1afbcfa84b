import type { Basis, Country, GuardCode } from './model.ts';

type Said = readonly [law: string, article: string | null, confirmed: boolean];
type ByCountry = Partial<Record<Country, readonly Said[]>>;

// Confirmed: read in the source the domain study names (dahir of 1921 and its art. 1; baladia.marsad.tn on the Tunisian communal domain; CG3P and CGCT
// as cited by notaires; loi 2021-14 of Benin). To confirm: texts that could not be read (loi 57-19 of Morocco, property articles of LO 2018-29) and
// articles known only at second hand.
const MA_1921: Said = ['Dahir du 19 octobre 1921 sur le domaine municipal', 'domaine public : inaliénable et imprescriptible', true];
const MA_57: Said = ['Loi n° 57-19 relative au régime des biens immeubles des collectivités territoriales', null, false];
const TN_CCL: Said = ['Loi organique n° 2018-29 du 9 mai 2018, code des collectivités locales', 'biens des collectivités locales', false];
const TN_PUBLIC: Said = ['Loi organique n° 2018-29 du 9 mai 2018, code des collectivités locales', 'domaine public : inaliénable, imprescriptible ; déclassement par arrêté après délibération', true];
const BJ_2021: Said = ['Loi n° 2021-14 portant code de l’administration territoriale', 'art. 246 et suivants', true];
const fr = (law: string, article: string, confirmed: boolean): Said => [law, article, confirmed];
const CG3P = 'Code général de la propriété des personnes publiques';
const CGCT = 'Code général des collectivités territoriales';

const PUBLIC_DOMAIN: ByCountry = { MA: [MA_1921, MA_57], TN: [TN_PUBLIC], FR: [fr(CG3P, 'L. 3111-1', false), fr(CGCT, 'L. 1311-1', false)], BJ: [BJ_2021] };
const COUNCIL: ByCountry = { MA: [MA_57], TN: [TN_CCL], FR: [fr(CGCT, 'L. 2241-1', false)], BJ: [BJ_2021] };
const PERMIT: ByCountry = { MA: [MA_1921, MA_57], TN: [TN_CCL], FR: [fr(CG3P, 'L. 2122-1 à L. 2122-3', true)], BJ: [BJ_2021] };
const REGISTER: ByCountry = { MA: [['Arrêté viziriel du 31 décembre 1921', 'art. 1', true]], TN: [TN_CCL], FR: [], BJ: [BJ_2021] };

const SOURCES: Record<GuardCode, ByCountry> = {
  lease_on_public_domain: PUBLIC_DOMAIN, lease_domain_unknown: PUBLIC_DOMAIN, lease_not_owned: COUNCIL,
  lease_without_publicity: {
    MA: [MA_57], TN: [['Cour des comptes de Tunisie, 28e rapport (2014), gestion des biens immobiliers privés', 'publicité préalable des locations', true], TN_CCL],
    FR: [fr(CG3P, 'L. 2122-1-1 et suivants', false)], BJ: [BJ_2021],
  },
  long_lease_without_approval: { MA: [['Cours régionales des comptes du Maroc', 'baux de plus de dix ans non approuvés par la tutelle', true], MA_57] },
  permit_on_private_domain: PERMIT, permit_without_end: PERMIT, permit_too_long: { FR: [fr(CG3P, 'L. 2122-6 (soixante-dix ans au plus)', true)] },
  real_rights_without_end: { MA: [MA_57], TN: [TN_CCL], FR: [fr(CGCT, 'L. 1311-2 et suivants, L. 1311-5 et suivants', true)], BJ: [BJ_2021] },
  free_for_commerce: { TN: [['Cour des comptes de Tunisie, 28e rapport (2014)', 'locaux gratuits à usage commercial', true]], MA: [MA_57], FR: [fr(CG3P, 'L. 2125-1', false)], BJ: [BJ_2021] },
  convention_without_end: COUNCIL,
  assignment_without_record: { MA: [['Cours régionales des comptes du Maroc', 'procès-verbal de remise manquant', true], ...(REGISTER.MA ?? [])], TN: [TN_CCL], FR: [], BJ: [BJ_2021] },
  transfer_of_public_domain: { ...PUBLIC_DOMAIN, FR: [fr(CG3P, 'L. 3111-1 et L. 2141-1', false)] }, transfer_domain_unknown: PUBLIC_DOMAIN, transfer_not_owned: COUNCIL,
  transfer_of_assigned: COUNCIL, transfer_without_deliberation: COUNCIL,
  transfer_without_estimate: { TN: [['Cour des comptes de Tunisie, 28e rapport (2014)', 'ventes sans mise en concurrence', true]], MA: [MA_57], FR: [fr(CGCT, 'L. 2241-1', false)], BJ: [BJ_2021] },
  transfer_without_approval: { MA: [MA_57], TN: [TN_CCL] },
  declassification_without_deliberation: { MA: [MA_1921, MA_57], TN: [TN_PUBLIC], FR: [fr(CG3P, 'L. 2141-1', false)], BJ: [BJ_2021] },
  declassification_of_private: COUNCIL, classification_of_public: COUNCIL, property_gone: REGISTER,
  price_without_deed: { MA: [['Cours régionales des comptes du Maroc', 'prix inscrit avant l’acquisition', true], ...(REGISTER.MA ?? [])], TN: [], FR: [], BJ: [] },
  title_unknown: REGISTER,
};

/** What a guard stands on in a country; where no text is known there, the general principle, to confirm. */
export function basisOf(code: GuardCode, country: Country | null): Basis[] {
  const said = country === null ? [] : SOURCES[code][country] ?? [];
  if (said.length === 0) return [{ law: 'Principe général de la domanialité', article: null, country, confirmed: false }];
  return said.map(([law, article, confirmed]) => ({ law, article, country, confirmed }));
}
