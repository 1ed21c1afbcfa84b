import type { FeatureCollection, Geometry } from 'geojson';
import { spotIn, type Street } from './blocks.ts';
import { families, type Member } from './families.ts';
import { ORIGINS } from './names.ts';
import { area, centre, toLonLat, toRing } from './plane.ts';
import type { Parcel } from './parcels.ts';
import type { Chance } from './prng.ts';
import { legalStatus } from './status.ts';
import { quarterOf } from './zones.ts';

const geometry = (m: Member, luck: Chance): Geometry | null => {
  if (m.line) return { type: 'LineString', coordinates: m.line.map(toLonLat) };
  if (!m.ring) return null;
  if (m.level === 'unit' || m.level === 'room') return { type: 'Point', coordinates: toLonLat(spotIn(m.ring, luck)) };
  return { type: 'Polygon', coordinates: [toRing(m.ring), ...(m.holes ?? []).map((h) => toRing([...h].reverse()))] };
};

const STATUS = ['active', 'dormant', 'surplus', 'project', 'disposed', 'demolished', 'deactivated'] as const;

/** The commune's 1,200 properties as the file an agent would have: columns named as the register's fields, parents before their parts. Roughly one in nine
 *  has no place, and what was never recorded is empty. */
export const assetsGeoJson = (parcels: readonly Parcel[], streets: readonly Street[], luck: Chance): FeatureCollection<Geometry | null> => {
  const members = families(parcels, streets, luck);
  const legal = legalStatus(members, luck);
  const maybe = <T>(share: number, value: () => T): T | null => (luck.odds(share) ? value() : null);
  return {
    type: 'FeatureCollection',
    features: members.map((m, i) => {
      const { domain, title } = legal[i]!;
      const at = m.ring ? centre(m.ring) : m.line?.[Math.floor(m.line.length / 2)];
      const drawn = m.ring && m.level !== 'unit' && m.level !== 'room' ? area(m.ring) : undefined;
      const built = m.level !== 'site';
      const properties = {
        code: m.code, parent: m.parent, name: m.name[0], name_ar: maybe(0.93, () => m.name[1]), level: m.level, nature: m.nature,
        inventory_number: maybe(0.71, () => `${21 + (i % 4)}-${String(1000 + i)}`), domain_class: domain, title_state: title,
        title_number: title === 'titre_foncier' ? maybe(0.9, () => `TF ${60_000 + luck.whole(1, 18_000)}`) : title === 'requisition' ? maybe(0.7, () => `R ${luck.whole(900, 9000)}/36`) : null,
        status: maybe(0.96, () => STATUS[luck.weighted([82, 8, 4, 2, 1.5, 1.5, 1])]!), use_label: m.use, address: maybe(0.92, () => m.address), district: at ? quarterOf(at)?.label ?? null : null,
        year_built: built ? maybe(0.62, () => (m.fabric === 'medina' ? luck.whole(1690, 1935) : luck.whole(1932, 2021))) : null,
        floors: m.level === 'building' ? maybe(0.8, () => luck.whole(1, 4)) : null,
        land_area_m2: m.level === 'site' && drawn ? maybe(0.85, () => Math.round(drawn * luck.between(0.97, 1.03))) : null,
        footprint_m2: m.level === 'building' && drawn ? maybe(0.7, () => Math.round(drawn)) : null,
        built_area_m2: built ? maybe(0.66, () => (m.level === 'building' ? Math.round((drawn ?? 180) * luck.whole(1, 3)) : luck.whole(9, 140))) : null,
        origin: maybe(0.58, () => luck.pick(ORIGINS)), acquired_on: maybe(0.5, () => `${luck.whole(1921, 2019)}-${String(luck.whole(1, 12)).padStart(2, '0')}-${String(luck.whole(1, 28)).padStart(2, '0')}`),
      };
      return { type: 'Feature', properties, geometry: geometry(m, luck) };
    }),
  };
};
