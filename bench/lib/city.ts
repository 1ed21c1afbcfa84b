import { createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';

/** Where generated files are kept between runs; safe to delete. */
export const CACHE = join(import.meta.dirname, '../../.tmp/bench');
/** Part of the cached names: change it when what is generated changes. */
const EDITION = 1;
/** West, south, width and height in degrees: a Mediterranean city of 25 km. */
const BOX = { west: 10.05, south: 36.70, width: 0.28, height: 0.22 };

/** mulberry32: the same numbers on every machine. */
export function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Centre { x: number; y: number; spread: number; upTo: number }

/** Sixty centres of unequal weight, as a city is. */
function centres(roll: () => number): Centre[] {
  const list = Array.from({ length: 60 }, (_, i) => ({ x: 10.08 + 0.22 * roll(), y: 36.73 + 0.16 * roll(), spread: 0.002 + 0.012 * roll(), weight: 1 / (i + 1) ** 0.8 }));
  const total = list.reduce((sum, c) => sum + c.weight, 0);
  let so = 0;
  return list.map(({ x, y, spread, weight }) => ({ x, y, spread, upTo: (so += weight / total) }));
}

export const HEADER = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,'
  + 'last_review,reviews_per_month,calculated_host_listings_count,availability_365,number_of_reviews_ltm,license';
const ROOMS = ['Entire home/apt', 'Private room', 'Shared room', 'Hotel room'];
const NAMES = ['"Dar El Medina, patio"', 'Appartement lumineux proche tramway', 'غرفة هادئة قرب البحر', '"Studio ""Le Lac"", 2 pièces"', 'Villa avec jardin'];
const HOSTS = ['Amel', 'Youssef', 'ياسين', 'Claire', 'Mohamed Ali', 'Sonia & Karim'];

function row(i: number, seed: number, roll: () => number, near: readonly Centre[], changed: boolean): string {
  const u = roll(), c = near.find(({ upTo }) => u < upTo) ?? near[0] as Centre;
  const r = c.spread * Math.sqrt(-2 * Math.log(roll() + 1e-12)), a = 2 * Math.PI * roll();
  const n = (below: number): number => Math.floor(roll() * below);
  // Half of the real ids have eighteen digits and do not fit a double.
  const id = i % 2 === 0 ? `${String(seed)}${String(10_000_000 + i)}` : `7${String(seed)}${String(100_000_000_000_000 + i * 977)}`;
  const reviews = Math.floor(roll() ** 3 * 400), year = Math.floor(reviews * roll() * 0.4);
  const price = 20 + Math.floor(roll() ** 2 * 400) + (changed ? 7 : 0);
  return [id, NAMES[n(5)], String(1_000_000 + n(200_000)), HOSTS[n(6)], '', `Zone ${String(n(200) + 1)}`, (c.y + r * Math.sin(a)).toFixed(5),
    (c.x + 1.2 * r * Math.cos(a)).toFixed(5), ROOMS[n(4)], roll() < 0.05 ? '' : String(price), String(1 + n(7)), String(reviews),
    reviews === 0 ? '' : `2025-${String(1 + n(12)).padStart(2, '0')}-${String(1 + n(28)).padStart(2, '0')}`, reviews === 0 ? '' : (reviews / (12 + n(80))).toFixed(2),
    String(1 + n(12)), String(n(366)), String(year), roll() < 0.2 ? `LIC-${String(i)}` : ''].join(',');
}

/** A listings file with the eighteen real columns; `changedShare` of its rows have another price than the same file without. Answers its path. */
export async function listingsFile({ rows, seed, changedShare = 0 }: { rows: number; seed: number; changedShare?: number }): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const path = join(CACHE, `listings-v${String(EDITION)}-${String(rows)}-${String(seed)}-${String(changedShare)}.csv`);
  if (existsSync(path)) return path;
  const roll = dice(seed), near = centres(dice(42)), every = changedShare > 0 ? Math.round(1 / changedShare) : Infinity;
  const out = createWriteStream(`${path}.part`);
  out.write(`${HEADER}\n`);
  let batch: string[] = [];
  for (let i = 0; i < rows; i += 1) {
    batch.push(row(i, seed, roll, near, i % every === 1));
    if (batch.length === 5000 || i === rows - 1) {
      if (!out.write(`${batch.join('\n')}\n`)) await once(out, 'drain');
      batch = [];
    }
  }
  out.end();
  await once(out, 'close');
  renameSync(`${path}.part`, path);
  return path;
}

/** Two hundred zones that cover the city: a grid with moved corners and edges of about 20 m, shared by their neighbours. Answers a GeoJSON file. */
export function zonesFile(): string {
  mkdirSync(CACHE, { recursive: true });
  const path = join(CACHE, `zones-v${String(EDITION)}.geojson`);
  if (existsSync(path)) return path;
  const roll = dice(11), W = 20, H = 10;
  const corner = Array.from({ length: H + 1 }, (_, j) => Array.from({ length: W + 1 }, (__, i) => {
    const inside = i > 0 && i < W && j > 0 && j < H;
    return [BOX.west + BOX.width / W * (i + (inside ? roll() - 0.5 : 0) * 0.7), BOX.south + BOX.height / H * (j + (inside ? roll() - 0.5 : 0) * 0.7)] as const;
  }));
  const at = (i: number, j: number) => (corner[j] as (readonly [number, number])[])[i] as readonly [number, number];
  // An edge is wavy by its own ends alone, so that both neighbours draw the same one.
  const edge = (a: readonly [number, number], b: readonly [number, number]): [number, number][] => {
    const flip = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]), [s, e] = flip ? [b, a] : [a, b];
    const steps = Math.ceil(Math.hypot(e[0] - s[0], e[1] - s[1]) / 0.0002);
    const points = Array.from({ length: steps + 1 }, (_, k): [number, number] => {
      const t = k / steps, wave = 0.0006 * Math.sin(t * Math.PI) * Math.sin(t * 37 + s[0] * 1e4);
      return [s[0] + (e[0] - s[0]) * t - wave, s[1] + (e[1] - s[1]) * t + wave];
    });
    return (flip ? points.reverse() : points).slice(0, -1);
  };
  const features = Array.from({ length: W * H }, (_, n) => {
    const i = n % W, j = Math.floor(n / W), around = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)] as const;
    const ring = around.flatMap((p, k) => edge(p, around[(k + 1) % 4] as readonly [number, number]));
    return { type: 'Feature', properties: { name: `Zone ${String(n + 1)}` }, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } };
  });
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}
