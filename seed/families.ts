import type { Fabric, Street } from './blocks.ts';
import { FLOWERS, ROOMS, SITES, STREETS, UNITS, WAY, type Kind, type Name } from './names.ts';
import { centre, inset, shrink, split, type Ring, type Spot } from './plane.ts';
import type { Parcel } from './parcels.ts';
import type { Chance } from './prng.ts';

/** One property of the register with its place in the family: site > building > unit > room. */
export interface Member {
  code: string; parent: string | null; family: number; level: 'site' | 'building' | 'unit' | 'room'; name: Name; nature: string; use: string | null; address: string | null;
  fabric: Fabric; domain: Kind['domain']; parcelTitle: Parcel['title'] | null; ring?: Ring; holes?: Ring[]; line?: Spot[];
}
const TOTAL = 1200;
const ROADS = 92;
const SITE_COUNT = 330;

const streetName = (fabric: Fabric, i: number): Name => {
  const [fr, ar] = STREETS[i % STREETS.length]!;
  const way = WAY[fabric];
  return [`${way[0]} ${fr}`, `${way[1]} ${ar}`];
};

const roads = (streets: readonly Street[], luck: Chance): Member[] => luck.shuffle(streets).slice(0, ROADS).map((s, i) => ({
  code: `V${String(i + 1).padStart(4, '0')}`, parent: null, family: i, level: 'site', name: streetName(s.fabric, i), nature: 'road', use: 'Voirie', address: null,
  fabric: s.fabric, domain: [1, 0, 0, 0], parcelTitle: null, line: s.line,
}));

/** The buildings of a site: its ground drawn back from the limits, cut in as many parts. */
const footprints = (site: Ring, count: number, luck: Chance): Ring[] => {
  let parts = [inset(shrink(site, 0.92), 1)].filter((r) => r.length >= 3);
  while (parts.length > 0 && parts.length < count) {
    const [x, y] = centre(parts[0]!);
    const a = luck.between(0, Math.PI);
    parts = [...parts.slice(1), ...split(parts[0]!, [x, y], [Math.cos(a), Math.sin(a)]).filter((r) => r.length >= 3)];
  }
  return parts.map((r) => shrink(r, luck.between(0.62, 0.86)));
};

/** Every member of every family, parents first. */
export const families = (parcels: readonly Parcel[], streets: readonly Street[], luck: Chance): Member[] => {
  const out = roads(streets, luck);
  const buildings: Member[] = [];
  // Where a parcel has a hole the site keeps it; big equipment stands on big ground.
  const grounds = luck.shuffle(parcels.filter((p) => p.fabric !== 'coast' || luck.odds(0.3)));
  for (let n = 0; n < SITE_COUNT; n += 1) {
    const kind = SITES[luck.weighted(SITES.map((s) => s.weight))]!;
    const parcel = grounds[n]!;
    const code = `S${String(n + 1).padStart(4, '0')}`;
    const second: Name = luck.odds(0.5) ? luck.pick(FLOWERS) : STREETS[luck.whole(0, STREETS.length - 1)]!;
    const family = ROADS + n;
    const address = `${luck.whole(1, 140)}, ${streetName(parcel.fabric, luck.whole(0, 39))[0]}`;
    const common = { family, fabric: parcel.fabric, domain: kind.domain, parcelTitle: parcel.title, address, use: kind.use };
    // A site nobody has located yet: its buildings then have no place either.
    const placed = luck.odds(0.93);
    out.push({ ...common, code, parent: null, level: 'site', name: [`${kind.name[0]} ${second[0]}`, `${kind.name[1]} ${second[1]}`], nature: kind.nature,
      ...(placed ? { ring: parcel.ring, holes: parcel.holes } : {}) });
    const rings = placed ? footprints(parcel.ring, kind.buildings, luck) : [];
    for (let b = 1; b <= kind.buildings; b += 1) {
      const ring = rings[b - 1];
      buildings.push({ ...common, code: `${code}-B${b}`, parent: code, level: 'building', nature: 'building',
        name: [`Bâtiment ${b}, ${kind.name[0]} ${second[0]}`, `البناية ${b}، ${kind.name[1]} ${second[1]}`], ...(ring ? { ring } : {}) });
    }
  }
  const wanted = TOTAL - out.length - buildings.length;
  const rooms = Math.round(wanted * 0.2);
  const units = parts(buildings, wanted - rooms, 'L', luck, (parent, k) => {
    const [name, use] = luck.pick(UNITS);
    return { ...parent, level: 'unit', nature: 'unit', use, name: [`${name[0]} n° ${k}`, `${name[1]} عدد ${k}`] };
  });
  return [...out, ...buildings, ...units, ...parts(units, rooms, 'P', luck, (parent, k) => {
    const name = luck.pick(ROOMS);
    return { ...parent, level: 'room', nature: 'unit', name: [`${name[0]} ${k}`, `${name[1]} ${k}`] };
  })];
};

const parts = (parents: readonly Member[], count: number, letter: string, luck: Chance, make: (parent: Member, k: number) => Member): Member[] => {
  const made = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const parent = luck.pick(parents);
    const k = (made.get(parent.code) ?? 0) + 1;
    made.set(parent.code, k);
    const { ring, ...rest } = make(parent, k);
    // Some premises are only known by their building's paper.
    return { ...rest, code: `${parent.code}-${letter}${k}`, parent: parent.code, ...(ring && luck.odds(0.9) ? { ring } : {}) };
  });
};
