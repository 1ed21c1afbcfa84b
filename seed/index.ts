import { assetsGeoJson } from './assets.ts';
import { layOut } from './blocks.ts';
import { acts, overlapsGeoJson, titleFiles, type LegalAsset, type SeedAct, type SeedTitle } from './legal.ts';
import { leasesCsv, type LeaseAsset } from './leases.ts';
import { fixedAssetsCsv, salesCsv, type ValuedAsset } from './value.ts';
import { enrich } from './consistance.ts';
import { hidden, hiddenAnswer, type SeedProperty } from './hidden.ts';
import { captures } from './listings.ts';
import { parcelsGeoJson, parcelsOf } from './parcels.ts';
import { CENTRE, centre } from './plane.ts';
import { chance } from './prng.ts';
import { ZONE_SETS, zonesGeoJson } from './zones.ts';

export const DEMO = {
  code: 'DEMO', name: 'Commune de démonstration (fictive)', nameAr: 'بلدية العرض (خيالية)', currency: 'TND', languages: ['fr', 'ar', 'en'], timezone: 'Africa/Tunis', srid: 32632,
  centre: CENTRE,
} as const;
/** One person per role; the password is the same and published, hence the server's refusal to listen beyond loopback while they exist. */
export const DEMO_PEOPLE = [
  ['agent', 'Amira, agente du patrimoine'], ['officer', 'Sami, agent fiscal'], ['manager', 'Nadia, directrice'], ['auditor', 'Walid, auditeur'], ['viewer', 'Rim, lectrice'],
  ['admin', 'Hédi, administrateur'],
] as const;
export { DEMO_FIELDS } from './consistance.ts';
export const DEMO_PASSWORD = 'sommier-demo';

/** A file as an import would receive it. */
export interface SeedFile { name: string; text: string }
export interface DemoTown {
  zones: (SeedFile & { set: string; label: string; labelAr: string })[]; parcels: SeedFile; assets: SeedFile; captures: (SeedFile & { day: string; count: number })[];
  /** Applications drawn over titled ground; and what the law says of the properties. */
  sales: SeedFile; fixedAssets: SeedFile; valued: ValuedAsset[];
  overlaps: SeedFile; leases: SeedFile & { count: number }; titles: SeedTitle[]; acts: SeedAct[];
  /** Listings that stand on municipal property, for tests alone: nothing of this is loaded. */
  answer: { code: string; latitude: number }[];
}

/** The whole town, the same on every call. */
export const demoTown = (): DemoTown => {
  const luck = chance(20_261_122);
  const { plots, streets } = layOut(luck);
  const parcels = parcelsOf(plots, luck);
  const file = (name: string, value: unknown): SeedFile => ({ name, text: JSON.stringify(value) });
  const assets = assetsGeoJson(parcels, streets, luck);
  enrich(assets, chance(20_180_029));
  const rows = assets.features.map((f) => f.properties as unknown as LegalAsset);
  const law = chance(19_131_921);
  const leases = leasesCsv(assets.features.map((f) => f.properties as unknown as LeaseAsset), chance(50_1990));
  const concealed = hidden(assets.features as SeedProperty[], leases.held);
  return {
    answer: hiddenAnswer(concealed),
    zones: ZONE_SETS.map((set, i) => ({ ...file(`zones-${i + 1}.geojson`, zonesGeoJson(set)), set: set.name, label: 'nom', labelAr: 'nom_ar' })),
    parcels: file('parcels.geojson', parcelsGeoJson(parcels)),
    assets: file('assets.geojson', assets),
    sales: { name: 'sales.csv', text: salesCsv(parcels, chance(12_011_956)) }, valued: assets.features.map((f) => f.properties as unknown as ValuedAsset),
    fixedAssets: { name: 'fixed-assets.csv', text: fixedAssetsCsv(assets.features.map((f) => f.properties as unknown as ValuedAsset), chance(57_2131)) },
    leases: { name: 'leases.csv', text: leases.text, count: leases.count },
    overlaps: file('requisitions.geojson', overlapsGeoJson(parcels, law)), titles: titleFiles(rows, law), acts: acts(rows, law),
    captures: captures(parcels, luck.shuffle(parcels).slice(0, 60).map((p) => centre(p.ring)), concealed, luck)
      .map((c) => ({ name: `listings-${c.day}.csv`, text: c.csv, day: c.day, count: c.count })),
  };
};
