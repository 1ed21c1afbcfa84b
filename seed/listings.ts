import { spotIn, type Fabric } from './blocks.ts';
import { disguise, type Hidden } from './hidden.ts';
import { FLOWERS, HOSTS, LISTING_TITLES } from './names.ts';
import { toLonLat, type Spot } from './plane.ts';
import type { Parcel } from './parcels.ts';
import type { Chance } from './prng.ts';
import { quarterOf } from './zones.ts';

/** The three days the platform was read; invented like the rest. */
export const CAPTURE_DAYS = ['2026-03-15', '2026-06-15', '2026-09-15'] as const;
export const LISTINGS = 3000;
/** The 18 columns of Inside Airbnb's summary file. */
export const HEADER = ['id', 'name', 'host_id', 'host_name', 'neighbourhood_group', 'neighbourhood', 'latitude', 'longitude', 'room_type', 'price', 'minimum_nights', 'number_of_reviews',
  'last_review', 'reviews_per_month', 'calculated_host_listings_count', 'availability_365', 'number_of_reviews_ltm', 'license'] as const;
/** In which of the three captures a listing stands, and how many in a hundred: stayed, left, came, was away once. */
const LIVES: readonly (readonly [readonly [boolean, boolean, boolean], number])[] = [
  [[true, true, true], 57], [[true, true, false], 10], [[true, false, false], 9], [[false, true, true], 11], [[false, false, true], 9], [[false, true, false], 2], [[true, false, true], 2],
];
const FABRIC: readonly (readonly [Fabric, number])[] = [['medina', 42], ['coast', 26], ['new-town', 20], ['suburb', 9], ['outskirts', 3]];

export interface Listing { seen: readonly boolean[]; rows: string[][] }
const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const dayBefore = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

const listing = (i: number, place: { fabric: Fabric; spot: Spot } , hosts: readonly number[], luck: Chance): Listing => {
  const seen = LIVES[luck.weighted(LIVES.map(([, w]) => w))]![0];
  const [flower, flowerAr] = luck.pick(FLOWERS);
  const title = luck.pick(LISTING_TITLES[place.fabric]).replace('{n}', flower.replace(/^l[ea]s? |^l’/, '')).replace('{a}', flowerAr).replace('{k}', String(luck.whole(1, 3)));
  // Half of the ids are longer than a double can hold, as on the platform.
  const id = i % 2 === 0 ? String(20_000_000 + i * 137) : `9${String(700_000_000_000_000_000 + i * 7_919_333).slice(0, 17)}`;
  const host = Math.floor(luck.next() ** 2.2 * hosts.length);
  const [lon, lat] = toLonLat(place.spot);
  const room = ['Entire home/apt', 'Private room', 'Hotel room', 'Shared room'][luck.weighted([78, 19, 2, 1])]!;
  const base = luck.whole(45, 420);
  const nights = [1, 2, 3, 5, 7, 30][luck.weighted([34, 30, 18, 8, 6, 4])]!;
  const number = luck.odds(0.56) ? `DEMO-${String(luck.odds(0.04) ? 1234 : 10_000 + i).padStart(6, '0')}` : luck.odds(0.12) ? 'Exempt' : '';
  const registersLate = number !== '' && luck.odds(0.25);
  const unlocated = luck.odds(0.01);
  const pace = luck.odds(0.24) ? 0 : luck.next() ** 2 * 46;
  let reviews = Math.round(pace * luck.between(0.5, 4));
  const changing = luck.odds(0.55);
  const rows = CAPTURE_DAYS.map((day, c) => {
    if (changing && c > 0) reviews += Math.round(pace / 4);
    const ltm = Math.min(reviews, Math.round(pace));
    const last = reviews === 0 ? '' : dayBefore(CAPTURE_DAYS[changing ? c : 0]!, luck.whole(1, 2) + (i % 90));
    const price = luck.odds(0.03) ? '' : String(changing ? base + c * 10 : base);
    return [id, title, String(5_000_000 + hosts[host]! * 31), HOSTS[hosts[host]! % HOSTS.length]!, '', quarterOf(place.spot)?.label ?? '', unlocated ? '' : String(lat), unlocated ? '' : String(lon), room,
      changing ? price : String(base), String(nights), String(reviews), last, reviews === 0 ? '' : (pace / 12).toFixed(2), String(1 + (hosts[host]! % 9)), String(changing ? (i * 37 + c * 20) % 366 : (i * 37) % 366),
      String(ltm), registersLate && c < 2 ? '' : number];
  });
  // A listing that changes nothing says the same on every day.
  return { seen, rows: changing ? rows : rows.map((r, c) => (registersLate && c === 2 ? [...rows[0]!.slice(0, -1), number] : rows[0]!)) };
};

/** Three dated files as the platform's observer publishes them. One listing in fifty lies on some parcel drawn by chance; `hidden` ones stand on municipal property. */
export const captures = (parcels: readonly Parcel[], municipal: readonly Spot[], hidden: readonly Hidden[], luck: Chance): { day: string; csv: string; count: number }[] => {
  const byFabric = new Map(FABRIC.map(([f]) => [f, parcels.filter((p) => p.fabric === f)]));
  const hosts = luck.shuffle(Array.from({ length: 1250 }, (_x, i) => i + 1));
  const all = Array.from({ length: LISTINGS }, (_x, i) => {
    const fabric = FABRIC[luck.weighted(FABRIC.map(([, w]) => w))]![0];
    const [x, y] = luck.odds(0.02) ? luck.pick(municipal) : spotIn(luck.pick(byFabric.get(fabric)!).ring, luck);
    // The platform moves each point before it shows it; our uncertainty discs answer to that.
    const spot: Spot = [x + luck.between(-60, 60), y + luck.between(-60, 60)];
    return listing(i + 1, { fabric, spot }, hosts, luck);
  });
  // By its own chance: what stands beside stays as it was.
  disguise(all, hidden);
  return CAPTURE_DAYS.map((day, c) => {
    const rows = all.filter((l) => l.seen[c]).map((l) => l.rows[c]!.map(cell).join(','));
    return { day, csv: `${HEADER.join(',')}\n${rows.join('\n')}\n`, count: rows.length };
  });
};
