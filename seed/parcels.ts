import type { FeatureCollection, Polygon } from 'geojson';
import type { Fabric, Plot } from './blocks.ts';
import { area, toRing } from './plane.ts';
import type { Chance } from './prng.ts';

export type Title = 'titre_foncier' | 'requisition' | 'non_immatricule' | 'sans_document';
export interface Parcel extends Plot { reference: string | null; title: Title; statedArea: number | null }

const TITLES: readonly Title[] = ['titre_foncier', 'requisition', 'non_immatricule', 'sans_document'];
/** Old fabrics are seldom registered, planned ones mostly. */
const SHARES: Record<Fabric, readonly number[]> = {
  medina: [26, 21, 43, 10], 'new-town': [72, 17, 10, 1], suburb: [41, 32, 25, 2], coast: [78, 14, 7, 1], outskirts: [30, 28, 36, 6],
};
const FORM: Record<Title, (n: number) => string> = {
  titre_foncier: (n) => `T${60_000 + n * 7}`, requisition: (n) => `R${1000 + n * 3}/36`, non_immatricule: (n) => `NI${n}`, sans_document: (n) => `SD${n}`,
};

export const parcelsOf = (plots: readonly Plot[], luck: Chance): Parcel[] => plots.map((plot, i) => {
  const title = TITLES[luck.weighted(SHARES[plot.fabric])]!;
  const drawn = area(plot.ring) - plot.holes.reduce((sum, h) => sum + area(h), 0);
  return {
    ...plot, title, reference: luck.odds(0.06) ? null : FORM[title](i + 1),
    // What the paper says differs a little from what is drawn, and now and then a lot.
    statedArea: luck.odds(0.08) ? null : Math.round(drawn * (luck.odds(0.04) ? luck.between(0.8, 1.25) : luck.between(0.996, 1.004))),
  };
});

export const parcelsGeoJson = (parcels: readonly Parcel[]): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features: parcels.map((p, i) => ({
    type: 'Feature', properties: { source_key: `P${String(i + 1).padStart(5, '0')}`, reference: p.reference, title_state: p.title, stated_area_m2: p.statedArea, ilot: p.block },
    // An inner ring runs the other way round.
    geometry: { type: 'Polygon', coordinates: [toRing(p.ring), ...p.holes.map((h) => toRing([...h].reverse()))] },
  })),
});
