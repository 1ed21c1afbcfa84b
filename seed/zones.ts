import type { FeatureCollection, Polygon } from 'geojson';
import { contains, split, toRing, type Ring, type Spot } from './plane.ts';

export interface Zone { label: string; labelAr: string; ring: Ring }
export interface ZoneSet { name: string; zones: Zone[] }

/** A straight cut of a part of the territory, the left side first; a leaf is a zone's two names. */
type Cut = { at: Spot; along: Spot; left: Cut; right: Cut } | readonly [string, string];

const TERRITORY: Ring = [[-1680, -1420], [560, -1380], [900, -760], [900, 760], [620, 1010], [-520, 1090], [-1680, 760]];
const cut = (at: Spot, along: Spot, left: Cut, right: Cut): Cut => ({ at, along, left, right });
const EASTWARD: Spot = [1, 0.03];
const NORTHWARD: Spot = [0.02, 1];

const QUARTIERS = cut([-440, 0], NORTHWARD,
  cut([0, -590], EASTWARD,
    cut([-960, 0], NORTHWARD,
      cut([0, -30], EASTWARD, ['Les Jasmins', 'الياسمين'], ['Cité El Amel', 'حي الأمل']),
      cut([0, -30], EASTWARD, ['Ville Nouvelle', 'المدينة الجديدة'], ['La Gare', 'المحطة'])),
    cut([-960, 0], NORTHWARD, ['Les Vergers', 'البساتين'], ['Zone d’activités', 'منطقة الأنشطة'])),
  cut([430, 0], NORTHWARD,
    cut([0, 375], EASTWARD, ['Faubourg Nord', 'الربض الشمالي'],
      cut([0, 0], EASTWARD,
        cut([0, 0], NORTHWARD, ['Médina haute', 'المدينة العليا'], ['Médina du port', 'مدينة الميناء']),
        ['Médina basse', 'المدينة السفلى'])),
    cut([0, 60], EASTWARD, ['Corniche', 'الكورنيش'], ['La Plage', 'الشاطئ'])));

const FISCALES = cut([-440, 0], NORTHWARD,
  cut([0, -590], EASTWARD,
    cut([-960, 0], NORTHWARD, ['F1 Ouest', 'ج1 الغرب'], ['F2 Centre moderne', 'ج2 الوسط الحديث']),
    ['F3 Périphérie', 'ج3 الضواحي']),
  cut([470, 0], NORTHWARD,
    cut([0, 390], EASTWARD, ['F4 Faubourg', 'ج4 الربض'],
      cut([0, 100], EASTWARD, ['F5 Médina nord', 'ج5 المدينة الشمالية'], ['F6 Médina sud', 'ج6 المدينة الجنوبية'])),
    cut([0, 250], EASTWARD, ['F7 Corniche', 'ج7 الكورنيش'], ['F8 Front de mer', 'ج8 الواجهة البحرية'])));

const leaves = (ring: Ring, node: Cut): Zone[] => {
  if (!('along' in node)) return [{ label: node[0], labelAr: node[1], ring }];
  const [left, right] = split(ring, node.at, node.along);
  return [...leaves(left, node.left), ...leaves(right, node.right)];
};

/** Two ways to divide the same ground: 12 quarters and 8 tax zones. Their limits do not coincide, as in life. */
export const ZONE_SETS: readonly ZoneSet[] = [
  { name: 'Quartiers', zones: leaves(TERRITORY, QUARTIERS) },
  { name: 'Zones fiscales', zones: leaves(TERRITORY, FISCALES) },
];
export const quarterOf = (spot: Spot): Zone | undefined => ZONE_SETS[0]!.zones.find((z) => contains(z.ring, spot));

export const zonesGeoJson = (set: ZoneSet): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features: set.zones.map((z) => ({ type: 'Feature', properties: { nom: z.label, nom_ar: z.labelAr }, geometry: { type: 'Polygon', coordinates: [toRing(z.ring)] } })),
});
