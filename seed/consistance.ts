import type { FeatureCollection, Geometry } from 'geojson';
import type { Chance } from './prng.ts';

type Row = Record<string, unknown>;
/** Codes of use by what the register writes; the demo's list is the one shipped. */
const USES: Readonly<Record<string, string>> = {
  'Réserve foncière': 'land_reserve', 'Espace vert': 'green_space', Voirie: 'road', Stationnement: 'parking', Sport: 'sport', Enseignement: 'education', 'Petite enfance': 'childhood', Culture: 'culture', Santé: 'health',
  'Services techniques': 'technical', Bains: 'baths', Marché: 'market', Cimetière: 'cemetery', Location: 'rental', Artisanat: 'craft', Administration: 'administration', Patrimoine: 'heritage', Commerce: 'commerce', Habitation: 'housing',
  Bureaux: 'offices', Stockage: 'storage',
};
const SUBCLASS: Readonly<Record<string, string>> = { road: 'street', cemetery: 'cemetery', market: 'market', land: 'bare_land', other: 'monument' };
const SERVICES = ['Service du patrimoine', 'Service de la propreté', 'Service de la jeunesse', 'Service de l’urbanisme', 'Régie des marchés'] as const;
const MATERIALS = ['pierre et voûtes', 'moellons et chaux', 'béton et brique', 'brique creuse'] as const;
const CONDITION = ['very_good', 'good', 'bad', 'very_bad', 'ruin'] as const;
/** The fields the demo's commune adds to its properties. */
export const DEMO_FIELDS = [
  { key: 'acces', type: 'list', required: false, unit: null, position: 10, active: true, labels: { fr: 'Accès', ar: 'المدخل', en: 'Access' },
    options: [{ code: 'rue', labels: { fr: 'sur rue', ar: 'على الشارع', en: 'from the street' } }, { code: 'cour', labels: { fr: 'sur cour', ar: 'على الفناء', en: 'from a yard' } }, { code: 'impasse', labels: { fr: 'en impasse', ar: 'في زنقة', en: 'in a dead end' } }] },
  { key: 'gardien', type: 'boolean', required: false, unit: null, position: 20, active: true, labels: { fr: 'Gardiennage', ar: 'حراسة', en: 'Guarded' }, options: [] },
  { key: 'hauteur', type: 'number', required: false, unit: 'm', position: 30, active: true, labels: { fr: 'Hauteur', ar: 'الارتفاع', en: 'Height' }, options: [] },
] as const;

const day = (luck: Chance, from: number, to: number): string => `${luck.whole(from, to)}-${String(luck.whole(1, 12)).padStart(2, '0')}-${String(luck.whole(1, 28)).padStart(2, '0')}`;
/** What a file of ours gives of one property beyond its first columns. Every tenth area differs from the others by more than a measure's error. */
function more(row: Row, i: number, luck: Chance): Row {
  const maybe = <T>(share: number, value: () => T): T | null => (luck.odds(share) ? value() : null);
  const site = row['level'] === 'site', unit = row['level'] === 'unit' || row['level'] === 'room', building = row['level'] === 'building';
  const land = row['land_area_m2'] as number | null, built = row['built_area_m2'] as number | null;
  const useful = unit ? built : building && built !== null ? Math.round(built * 0.86) : null;
  const near = (m2: number): number => Math.round(m2 * (luck.odds(0.12) ? luck.pick([0.86, 1.16, 1.3]) : luck.between(0.995, 1.005)) * 10) / 10;
  const reference = site ? land : useful;
  const title = row['title_state'] as string | null;
  const origin = row['origin'] as string | null;
  const kinds: Row = { ...(land !== null ? { landAreaM2: luck.pick(['measured', 'declared', 'estimated']) } : {}), ...(built !== null ? { builtAreaM2: luck.pick(['measured', 'estimated', 'estimated']) } : {}), ...(row['year_built'] !== null ? { yearBuilt: luck.pick(['declared', 'estimated']) } : {}) };
  return {
    neighbourhood: maybe(0.4, () => luck.pick(['Hay el Izdihar', 'La Kasbah', 'Cité des Jardins', 'Le Vieux Port'])), map_reference: maybe(0.35, () => `Planche ${luck.whole(1, 24)}`),
    located_on: maybe(0.5, () => day(luck, 2019, 2025)), location_source: maybe(0.4, () => luck.pick(['levé GPS de la commune', 'plan de lotissement', 'orthophoto'])),
    title_area_m2: title === 'titre_foncier' && reference !== null ? maybe(0.7, () => near(reference)) : null, contract_area_m2: unit && reference !== null ? maybe(0.5, () => near(reference)) : null,
    useful_area_m2: useful, lettable_area_m2: unit && useful !== null ? maybe(0.8, () => useful) : null, basements: building ? maybe(0.2, () => luck.whole(1, 2)) : null, materials: building ? maybe(0.6, () => luck.pick(MATERIALS)) : null,
    domain_subclass: SUBCLASS[String(row['nature'])] ?? null, legal_regime: typeof row['domain_class'] === 'string' && row['domain_class'].startsWith('public') ? 'municipal_public' : typeof row['domain_class'] === 'string' && row['domain_class'].startsWith('prive') ? 'municipal_private' : null,
    conservation: title === 'titre_foncier' || title === 'requisition' ? 'tunis' : null, requisition_number: title === 'requisition' ? row['title_number'] : null, requisition_on: title === 'requisition' ? maybe(0.7, () => day(luck, 1985, 2023)) : null,
    charges: luck.odds(0.06) ? JSON.stringify([luck.odds(0.5) ? { kind: 'servitude', detail: 'passage au profit du fonds voisin' } : { kind: 'undivided', share: luck.pick(['1/2', '3/4', '2/3']) }]) : null,
    appropriated_on: origin === null ? null : maybe(0.6, () => day(luck, 1921, 2015)), deed_reference: maybe(0.45, () => `Acte ${luck.whole(100, 9000)}/${luck.whole(1930, 2018)}`),
    deliberation_reference: maybe(0.3, () => `Délibération ${luck.whole(1, 60)}/${luck.whole(1975, 2023)}`), gazette_reference: maybe(0.12, () => `JORT n° ${luck.whole(1, 104)} de ${luck.whole(1960, 2020)}`),
    assigned_service: row['domain_class'] === 'prive_affecte' || row['domain_class'] === 'public_par_affectation' ? luck.pick(SERVICES) : null, use_code: USES[String(row['use_label'])] ?? null,
    acquisition_price_minor: origin === 'acquisition' || origin === 'expropriation' ? maybe(0.4, () => String(luck.whole(2, 900) * 1_000_000)) : null, gross_value_minor: maybe(0.35, () => String(luck.whole(4, 1800) * 1_000_000)),
    condition_class: building || unit ? maybe(0.6, () => CONDITION[luck.weighted([10, 45, 28, 12, 5])]) : null, condition_on: building || unit ? maybe(0.5, () => day(luck, 2021, 2025)) : null,
    heritage_protection: i % 37 === 0 ? 'zone de sauvegarde' : null, provenance: Object.keys(kinds).length > 0 ? JSON.stringify(kinds) : null,
    extra_acces: unit ? maybe(0.7, () => luck.pick(['rue', 'cour', 'impasse'])) : null, extra_gardien: site ? maybe(0.5, () => (luck.odds(0.3) ? 'oui' : 'non')) : null, extra_hauteur: building ? maybe(0.5, () => Math.round(luck.between(28, 140)) / 10) : null,
  };
}

/** The rest of the register's fields, drawn by a chance of their own so that what stood there stays. The first premises are the auditors' case: 146 m² in the contract, 126 in the register. */
export function enrich(assets: FeatureCollection<Geometry | null>, luck: Chance): void {
  let told = false;
  assets.features.forEach((feature, i) => {
    const row = feature.properties as Row;
    Object.assign(row, more(row, i, luck));
    if (!told && row['level'] === 'unit') { told = true; Object.assign(row, { built_area_m2: 126, useful_area_m2: 126, lettable_area_m2: 126, contract_area_m2: 146, title_area_m2: null }); }
  });
}
