import { keysOf, licenceKey, NEAREST_PER_KEY, PAIR_MODEL, roomKind, scorePair, WordCount, type Compared, type ScoredPair } from '@sommier/domain/dwellings';
import { tellingWords } from '@sommier/domain/search';
import { metresOfDegree } from '@sommier/domain/zones';
import { chance, type Chance } from '../../seed/prng.ts';

/** A listing of a file, or one made of it: `of` is then the listing it was made of. */
export interface Made extends Compared { id: number; x: number; y: number; host: string; of: number | null }

/** Rows of a summary file as they are compared; a real file of this kind has no capacity. Quotes may hold commas and line ends. */
export function readSummary(text: string, lat0: number): Made[] {
  const rows: string[][] = [];
  let row: string[] = [], cell = '', quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quoted) { if (c !== '"') cell += c; else if (text[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false; } else if (c === '"') quoted = true; else if (c === ',') { row.push(cell); cell = ''; } else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; } else if (c !== '\r') cell += c;
  }
  const head = rows[0]!, at = (name: string): number => head.indexOf(name), m = metresOfDegree(lat0);
  return rows.slice(1).filter((r) => r.length === head.length).map((r, id) => ({
    id, platform: 'airbnb', hostId: r[at('host_id')]!, host: r[at('host_id')]!, hostName: r[at('host_name')] || null, title: r[at('name')] || null, roomType: r[at('room_type')]!, accommodates: null, bedrooms: null,
    price: Number(r[at('price')]) * 100 || null, licence: licenceKey(at('license') < 0 ? null : r[at('license')]!), uncertaintyM: 150, x: Number(r[at('longitude')]) * m.x, y: Number(r[at('latitude')]) * m.y, of: null,
  }));
}

const STOCK = ['Cozy', 'Lovely', 'Charmant', 'Bright', 'New', 'Best', 'Spacious', 'Private', 'Calme'];
const moved = (l: Made, luck: Chance): Pick<Made, 'x' | 'y'> => {
  const step = (): [number, number] => { const turn = luck.between(0, 2 * Math.PI), far = 150 * Math.sqrt(luck.next()); return [far * Math.cos(turn), far * Math.sin(turn)]; };
  // The published point is off the truth by up to the radius; the other one is off it again, elsewhere.
  const [a, b] = [step(), step()];
  return { x: l.x - a[0] + b[0], y: l.y - a[1] + b[1] };
};
/** The same title as another hand would write it: words left out, put in another order, a stock word before them. */
const retitled = (title: string | null, luck: Chance): string | null => {
  if (title === null) return null;
  const words = title.split(/\s+/).filter((w) => w !== '');
  const left = words.filter(() => words.length < 3 || !luck.odds(0.3));
  return [...(luck.odds(0.5) ? [luck.pick(STOCK)] : []), ...(luck.odds(0.4) ? luck.shuffle(left) : left)].join(' ');
};

/** Copies of some listings: points moved within the radius, titles changed, two thirds on a second platform, the rest under a second account; prices, names and numbers as they differ there. */
export function copies(from: readonly Made[], first: number, seed: number): Made[] {
  const luck = chance(seed);
  return from.map((l, i) => {
    const across = luck.odds(0.67);
    return {
      ...l, ...moved(l, luck), id: first + i, of: l.id, platform: across ? 'booking' : l.platform, hostId: `made-${String(i)}`, hostName: luck.odds(0.12) ? null : luck.odds(0.2) ? l.hostName?.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase() ?? null : l.hostName,
      title: retitled(l.title, luck), price: l.price === null || luck.odds(0.05) ? null : Math.round(l.price * luck.between(0.92, 1.15)), licence: luck.odds(0.45) ? l.licence : null,
    };
  });
}

export interface Weighed { a: Made; b: Made; scored: ScoredPair }
/** Weighs what the search would: listings that share a key within reach, for each key of each the nearest ones. The SQL of the search does the same (tests/identify/api.test.ts). */
export function weighAll(all: readonly Made[], only: (a: Made, b: Made) => boolean): Weighed[] {
  const count = new WordCount();
  for (const l of all) count.add(l.title, l.hostName, l.licence);
  const cells = new Map<string, Made[]>(), cell = (v: number): number => Math.floor(v / PAIR_MODEL.reachM);
  const keys = new Map(all.map((l) => [l.id, keysOf(l, count.rarity)]));
  for (const l of all) for (const k of keys.get(l.id)!) { const at = `${k}|${String(cell(l.x))}|${String(cell(l.y))}`; const list = cells.get(at); if (list) list.push(l); else cells.set(at, [l]); }
  const seen = new Map<string, Weighed>();
  for (const a of all) for (const k of keys.get(a.id)!) {
    const near: { b: Made; d: number }[] = [];
    for (let i = -1; i <= 1; i += 1) for (let j = -1; j <= 1; j += 1) for (const b of cells.get(`${k}|${String(cell(a.x) + i)}|${String(cell(a.y) + j)}`) ?? []) { const d = Math.hypot(a.x - b.x, a.y - b.y); if (b.id > a.id && d <= PAIR_MODEL.reachM) near.push({ b, d }); }
    for (const { b, d } of near.sort((p, q) => p.d - q.d).slice(0, NEAREST_PER_KEY)) {
      const key = `${String(a.id)} ${String(b.id)}`;
      if (seen.has(key) || !only(a, b)) continue;
      seen.set(key, { a, b, scored: scorePair({ a, b, distanceM: d, calendar: null, licenceUses: a.licence === b.licence ? count.uses(a.licence) : 0 }, count.rarity) });
    }
  }
  return [...seen.values()];
}

export interface Measure { threshold: number; proposed: number; right: number; found: number; copies: number; precision: number; recall: number }
/**
 * Of the pairs with a copy: right when the two are of one true host within reach (the listing it was made of, or that host's other rooms and flats there); found when a copy's own
 * original is among them.
 */
export function measure(weighed: readonly Weighed[], made: readonly Made[], threshold: number): Measure {
  const own = new Set<number>();
  let proposed = 0, right = 0;
  for (const { a, b, scored } of weighed) {
    if (scored.weight < threshold) continue;
    proposed += 1;
    if (a.host === b.host) right += 1;
    for (const [copy, other] of [[a, b], [b, a]] as const) if (copy.of !== null && copy.of === other.id) own.add(copy.id);
  }
  return { threshold, proposed, right, found: own.size, copies: made.length, precision: right / Math.max(1, proposed), recall: own.size / Math.max(1, made.length) };
}

/** Hosts with two rooms let alone at least, and no more than eight listings: where a copy is easily taken for its neighbour. */
export function multiRoomHosts(all: readonly Made[]): Made[] {
  const by = new Map<string, Made[]>();
  for (const l of all) by.set(l.host, [...by.get(l.host) ?? [], l]);
  return [...by.values()].filter((list) => list.length <= 8 && list.filter((l) => roomKind(l.roomType) === 'room').length >= 2).flat().filter((l) => tellingWords(l.title).length > 0);
}
