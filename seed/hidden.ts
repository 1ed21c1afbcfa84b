import type { Feature, Geometry } from 'geojson';
import type { Held } from './leases.ts';
import { HEADER, type Listing } from './listings.ts';
import { HOSTS, HOSTS_AR, STREETS } from './names.ts';
import { toLonLat, toSpot, type Spot } from './plane.ts';
import { chance, type Chance } from './prng.ts';
import { quarterOf } from './zones.ts';

/** What hiding looks at in a property of the seed. */
export type SeedProperty = Feature<Geometry | null, { code: string; parent: string | null; level: string; name: string; use_label: string | null; address: string | null; built_area_m2: number | null; status: string | null }>;
/** A listing to be made of a municipal property: where it stands, and what gives it away to who looks. */
export interface Hidden { code: string; at: Spot; title: string; host: string | null; numbered: boolean }
const HIDDEN = 40;
/** Ordinary listings that cite a street too, so that a street alone proves nothing. */
const DECOYS = 190;
/** Metres within which the platform moves a point. */
const MOVED = 150;
const KINDS = [['vacant', 11], ['let', 17], ['permit', 4], ['without', 8]] as const;

const middle = (g: Geometry): Spot => {
  const ring = g.type === 'Point' ? [g.coordinates] : g.type === 'Polygon' ? g.coordinates[0]!.slice(0, -1) : [];
  return toSpot([ring.reduce((n, p) => n + p[0]!, 0) / ring.length, ring.reduce((n, p) => n + p[1]!, 0) / ring.length]);
};
const kindOf = (type: string | undefined): (typeof KINDS)[number][0] | null =>
  type === undefined || type === 'sans_titre' ? 'without' : ['vacant', 'dormant', 'excedentaire'].includes(type) ? 'vacant' : type.startsWith('bail_') ? 'let' : ['aot', 'mise_a_disposition', 'concession'].includes(type) ? 'permit' : null;

/** What a host lets slip of where it is: the street with its number, the street, the house's name, or nothing. */
const titleOf = (address: string | null, house: string | null, area: number | null, named: boolean, luck: Chance): string => {
  const rooms = Math.max(1, Math.min(4, Math.round((area ?? 60) / 32) - 1));
  const size = (area ?? 60) < 34 ? 'Studio' : `S+${String(rooms)}`;
  // Premises without a holder, advertised without a street, are found by nobody: those are few.
  const slip = luck.weighted(named ? [78, 17, 3, 2] : [84, 15, 1, 0]);
  const where = slip === 0 ? address : slip === 1 ? address?.replace(/^\d+, */, '') ?? null : slip === 2 ? house : null;
  if (where === null) return luck.pick([`${size} calme et lumineux`, `Logement ${size} bien placé`, `Bright ${size} in the centre`, `شقة عصرية ${size}`]);
  return luck.pick([`${size}, ${where}`, `Charmant ${size} ${where}`, `Cosy ${size} near ${where}`, `${size} avec terrasse, ${where}`]);
};

/**
 * Forty listings for as many properties: vacant premises let, leases sublet, permits misused, premises held without title. Most say something of where they are or who
 * they are, some nothing at all: nobody finds those. Drawn by a chance of its own.
 */
export function hidden(assets: readonly SeedProperty[], held: readonly Held[]): Hidden[] {
  const luck = chance(40_0412);
  const byCode = new Map(assets.map((a) => [a.properties.code, a]));
  const right = new Map(held.map((h) => [h.unit, h]));
  const placeOf = (a: SeedProperty | undefined): Geometry | null => (a === undefined ? null : a.geometry ?? placeOf(byCode.get(a.properties.parent ?? '')));
  const siteOf = (a: SeedProperty): SeedProperty => { const up = byCode.get(a.properties.parent ?? ''); return up === undefined ? a : siteOf(up); };
  const fit = luck.shuffle(assets.filter((a) => a.properties.level === 'unit' && placeOf(a) !== null && !['disposed', 'demolished', 'deactivated', 'project'].includes(a.properties.status ?? '') && (a.properties.built_area_m2 ?? 60) >= 16
    && ['Habitation', 'Bureaux', 'Commerce', 'Artisanat'].includes(a.properties.use_label ?? '') && (a.properties.use_label === 'Habitation' || luck.odds(0.2))));
  const chosen = KINDS.flatMap(([kind, n]) => fit.filter((a) => kindOf(right.get(a.properties.code)?.type) === kind).slice(0, n));
  // Where a kind is rarer than wanted, leases make up the number.
  const more = fit.filter((a) => !chosen.includes(a) && kindOf(right.get(a.properties.code)?.type) === 'let').slice(0, HIDDEN - chosen.length);
  return [...chosen, ...more].map((a) => {
    const p = a.properties, party = right.get(p.code)?.party ?? null;
    const first = HOSTS.find((h) => party?.startsWith(`${h} `) === true);
    const written = first === undefined || !luck.odds(0.96) ? null : luck.odds(0.3) ? HOSTS_AR[first] ?? first : first;
    const turn = luck.between(0, 2 * Math.PI), far = MOVED * 0.98 * Math.sqrt(luck.next());
    const [x, y] = middle(placeOf(a)!);
    return { code: p.code, at: [x + Math.cos(turn) * far, y + Math.sin(turn) * far], title: titleOf(p.address ?? siteOf(a).properties.address, siteOf(a).properties.name, p.built_area_m2, written !== null, luck), host: written, numbered: luck.odds(0.2) };
  });
}

const column = (name: (typeof HEADER)[number]): number => HEADER.indexOf(name);
/** Which listings are taken for hiding: the same on every call, and known to nobody but the tests. */
const takers = (all: readonly Listing[], luck: Chance): { hide: number[]; decoy: number[] } => {
  const there = luck.shuffle(all.flatMap((l, i) => (l.seen[2] && l.rows[2]![column('latitude')] !== '' ? [i] : [])));
  return { hide: there.slice(0, HIDDEN), decoy: there.slice(HIDDEN, HIDDEN + DECOYS) };
};
const rewrite = (l: Listing, cells: Partial<Record<(typeof HEADER)[number], string>>): void => {
  l.rows = l.rows.map((row) => { const next = [...row]; for (const [name, v] of Object.entries(cells)) next[column(name as (typeof HEADER)[number])] = v; return next; });
};

/** Writes the hidden ones over ordinary listings, and streets by chance into others' titles. */
export function disguise(all: Listing[], list: readonly Hidden[]): void {
  const luck = chance(1922);
  const { hide, decoy } = takers(all, luck);
  list.forEach((h, i) => {
    const l = all[hide[i]!]!, [lon, lat] = toLonLat(h.at);
    rewrite(l, { name: h.title, latitude: String(lat), longitude: String(lon), room_type: 'Entire home/apt', neighbourhood: quarterOf(h.at)?.label ?? '', ...(h.host === null ? {} : { host_name: h.host }), ...(h.numbered ? {} : { license: '' }) });
  });
  for (const i of decoy) {
    const l = all[i]!, name = l.rows[2]![column('name')]!;
    if (!/\p{Script=Arabic}/u.test(name)) rewrite(l, { name: `${name}, ${luck.odds(0.5) ? `${String(luck.whole(1, 140))} ` : ''}rue ${luck.pick(STREETS)[0]}` });
  }
}

/** The answer, for tests alone: which latitude, to the last figure, stands for which property. */
export const hiddenAnswer = (list: readonly Hidden[]): { code: string; latitude: number }[] => list.map((h) => ({ code: h.code, latitude: toLonLat(h.at)[1]! }));
