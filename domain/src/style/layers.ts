import type { LayerStyle } from './model.ts';

/** Listings as last seen: a dot, over the disc within which the platform hid it. */
export const listingsStyle: LayerStyle = {
  layer: 'listings',
  title: { fr: 'Annonces d’hébergement', ar: 'إعلانات الإيواء', en: 'Lodging listings' },
  fields: ['gone', 'uncertainty_m'],
  rules: [
    { id: 'present', when: [{ field: 'gone', in: [false, null, 0] }],
      symbol: { mark: { radius: 3.6, fill: 'listing', edge: 'paper', edgeWidth: 1 }, disc: { radiusField: 'uncertainty_m', colour: 'listing', opacity: 0.017 } },
      text: { fr: 'présente au dernier relevé', ar: 'ظاهر في آخر رصد', en: 'present at the latest capture' } },
    { id: 'gone', when: [], symbol: { mark: { radius: 2.6, fill: 'paper', edge: 'listing', edgeWidth: 1 } },
      text: { fr: 'disparue depuis', ar: 'اختفى منذ ذلك', en: 'gone since' } },
  ],
  cells: { colour: 'listing', countField: 'n', fromScale: 15000, text: { fr: 'nombre d’annonces', ar: 'عدد الإعلانات', en: 'number of listings' } },
};

/** Listings of an answer by zone: each carries `probability`, the part of its disc that lies in the zone. */
export const answerStyle: LayerStyle = {
  layer: 'answer',
  title: { fr: 'Annonces de la zone', ar: 'إعلانات المنطقة', en: 'Listings of the zone' },
  fields: ['probability', 'uncertainty_m'],
  rules: [
    { id: 'certain', when: [{ field: 'probability', in: [1] }], symbol: { mark: { radius: 3.8, fill: 'listing', edge: 'paper', edgeWidth: 1 } },
      text: { fr: 'sûre dans la zone', ar: 'مؤكدة داخل المنطقة', en: 'certain in the zone' } },
    { id: 'outside', when: [{ field: 'probability', in: [0, null] }], symbol: { mark: { radius: 2.4, fill: 'paper', edge: 'listing', edgeWidth: 1 } },
      text: { fr: 'hors de la zone', ar: 'خارج المنطقة', en: 'outside the zone' } },
    { id: 'possible', when: [], symbol: { mark: { radius: 5, fill: 'listing', edge: 'listing', edgeWidth: 1.2, pie: 'probability' } },
      text: { fr: 'possible, part pleine = probabilité', ar: 'محتملة، الجزء الممتلئ = الاحتمال', en: 'possible, full part = probability' } },
  ],
};

/** Zones: an ink dash-dot with an inner band and no fill, so that what lies inside stays readable. */
export const zonesStyle: LayerStyle = {
  layer: 'zones',
  title: { fr: 'Zones', ar: 'المناطق', en: 'Zones' },
  fields: ['label', 'label_ar'],
  rules: [{ id: 'zone', when: [], symbol: { line: { colour: 'zone', width: 1.8, dash: [8, 3, 1.6, 3], band: 5 } }, text: { fr: 'limite de zone', ar: 'حدود المنطقة', en: 'zone boundary' } }],
  label: { field: { fr: 'label', ar: 'label_ar' }, colour: 'ink', size: 12, fromScale: 60000, bold: true },
};

export const parcelsStyle: LayerStyle = {
  layer: 'parcels',
  title: { fr: 'Parcelles', ar: 'القطع', en: 'Parcels' },
  fields: ['reference'],
  rules: [{ id: 'parcel', when: [], symbol: { line: { colour: 'parcel-line', width: 0.7 }, mark: { radius: 2, fill: 'parcel', edge: 'parcel-line', edgeWidth: 0.7 } },
    text: { fr: 'limite de parcelle', ar: 'حدود القطعة', en: 'parcel boundary' } }],
  label: { field: { fr: 'reference' }, colour: 'label', size: 9, fromScale: 1500 },
};

/** A layer somebody loaded and gave no style: one quiet look for points, lines and surfaces. */
export const uploadedStyle = (layer: string, title: string): LayerStyle => ({
  layer,
  title: { fr: title, ar: title, en: title },
  fields: [],
  rules: [{
    id: 'feature', when: [],
    symbol: { fill: { pattern: 'plain', colour: 'let', ink: 'let', opacity: 0.18 }, line: { colour: 'let', width: 1.3 }, mark: { radius: 4, fill: 'let', edge: 'paper', edgeWidth: 1.2 } },
    text: { fr: title, ar: title, en: title },
  }],
});
