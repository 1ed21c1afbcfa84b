import { availableParallelism, totalmem } from 'node:os';

/** What `npm run bench -- --only capacity` measures: bytes in the database, milliseconds of one core an answer. */
export interface Costs {
  rows: number;
  properties: number;
  empty: number;
  demo: number;
  listing: number;
  /** Bytes a listing of a second capture with one in a hundred changed. */
  capture: number;
  share: number;
  property: number;
  importing: number;
  backing: number;
  archive: number;
  answers: Record<'tileRaw' | 'tileKept' | 'tileSame' | 'list' | 'facets' | 'search' | 'sheet' | 'zones', number>;
  peakMb: number;
}

/** The demo's own: what is beyond its properties and listings is leases, dues, acts, titles, papers, history. */
const DEMO = { properties: 1200, listings: 3000, captures: 3 };
/** A busy minute of one person at work, in answers; half of the tiles are held by the browser or by us. */
const MINUTE: Record<keyof Costs['answers'], number> = { tileRaw: 6, tileKept: 6, tileSame: 12, list: 3, facets: 1, search: 2, sheet: 4, zones: 0.2 };
const YEARS = 5, CAPTURES = 12, CHANGED = 0.25, HEADROOM = 2;

interface Kind { name: string; properties: number; listings: number; people: number }
const KINDS: Kind[] = [
  { name: 'rural commune', properties: 300, listings: 40, people: 2 },
  { name: 'town', properties: 2_000, listings: 1_000, people: 10 },
  { name: 'city such as Tunis', properties: 12_000, listings: 15_000, people: 60 },
];
const COUNTRY = [270, 72, 8];
const mb = (bytes: number): string => `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: bytes < 20 * 2 ** 20 ? 1 : 0 })} MB`;
const ms = (n: number): string => `${n.toFixed(n < 1 ? 2 : 1)} ms`;

/** Bytes of everything else beside a property: what the demo holds beyond its properties and listings, by property. */
export const besideProperty = (c: Costs): number => Math.max(0, c.demo - DEMO.properties * c.property - DEMO.listings * (c.listing + c.share + (DEMO.captures - 1) * c.capture)) / DEMO.properties;
/** Bytes of a commune after five years of monthly captures in which a quarter of the listings changed. */
export const bytesOf = (c: Costs, k: Kind): number => k.properties * (c.property + besideProperty(c)) + k.listings * (c.listing + c.share + YEARS * CAPTURES * CHANGED * (c.capture / 0.01));
/** Cores busy with one person's busy minute. */
export const coresOf = (c: Costs): number => (Object.keys(MINUTE) as (keyof Costs['answers'])[]).reduce((sum, key) => sum + MINUTE[key] * c.answers[key], 0) / 60_000;

/** docs/performance/capacity.md. */
export function capacityPage(c: Costs): string {
  const each = coresOf(c);
  const line = (name: string, n: number, k: Kind): string => `| ${name} | ${(n * k.properties).toLocaleString('en')} | ${(n * k.listings).toLocaleString('en')} | ${(n * k.people).toLocaleString('en')} | ${mb(n * bytesOf(c, k))} | ${(n * k.people * each * HEADROOM).toFixed(2)} |`;
  const sum = (pick: (k: Kind) => number): number => KINDS.reduce((total, k, i) => total + (COUNTRY[i] ?? 0) * pick(k), 0);
  const cores = sum((k) => k.people) * each * HEADROOM;
  return `# What it takes: from a commune to a country

Written by \`npm run bench -- --only capacity\`; do not edit. Measured on ${String(availableParallelism())} cores and ${(totalmem() / 2 ** 30).toFixed(0)} GB with PostgreSQL on the same machine, ${c.rows.toLocaleString('en')} listings and ${c.properties.toLocaleString('en')} properties
in one commune. Bytes are the database's after a vacuum, indexes included; times are one core's for one answer (server, database and asker together, the machine kept busy), so they add up.

## Measured

| what | cost |
|---|---|
| an installation without a commune | ${mb(c.empty)} |
| a property, with its words, history marks and cells | ${c.property.toFixed(0)} bytes |
| what a property brings with it (leases, dues, acts, titles, visits, papers: the demo's, by property) | ${besideProperty(c).toFixed(0)} bytes |
| a listing of a first capture | ${c.listing.toFixed(0)} bytes |
| its shares in a set of 200 zones | ${c.share.toFixed(0)} bytes |
| a listing that changed between two captures | ${(c.capture / 0.01).toFixed(0)} bytes |
| import of ${c.rows.toLocaleString('en')} listings | ${(c.importing / 1000).toFixed(1)} s |
| backup of all that | ${(c.backing / 1000).toFixed(1)} s, ${mb(c.archive)} |
| tile of single features, not held anywhere | ${ms(c.answers.tileRaw)} |
| tile of counts (low zooms), not held anywhere | ${ms(c.answers.tileKept)} |
| tile the reader still has (304) | ${ms(c.answers.tileSame)} |
| a page of the register, sorted | ${ms(c.answers.list)} |
| its counts by facet | ${ms(c.answers.facets)} |
| a search of words | ${ms(c.answers.search)} |
| a sheet | ${ms(c.answers.sheet)} |
| a whole set of zones with its sums | ${ms(c.answers.zones)} |
| server at its highest while answering | ${c.peakMb.toFixed(0)} MB |

## Added up

A person's busy minute: ${Object.entries(MINUTE).map(([key, n]) => `${String(n)} ${key}`).join(', ')} — ${(each * 60_000).toFixed(0)} ms of one core, ${each.toFixed(4)} cores. Data after ${String(YEARS)} years of monthly captures in which a quarter of the listings changed.
Everybody of the table works in the same minute, and half of the machine is left free.

| | properties | listings | people at once | database | cores |
|---|---|---|---|---|---|
${KINDS.map((k) => line(`one ${k.name}`, 1, k)).join('\n')}
${KINDS.map((k, i) => line(`${String(COUNTRY[i] ?? 0)} × ${k.name}`, COUNTRY[i] ?? 0, k)).join('\n')}
| **${String(COUNTRY.reduce((a, b) => a + b, 0))} communes** | ${sum((k) => k.properties).toLocaleString('en')} | ${sum((k) => k.listings).toLocaleString('en')} | ${sum((k) => k.people).toLocaleString('en')} | ${(sum((k) => bytesOf(c, k)) / 2 ** 30).toFixed(1)} GB | ${cores.toFixed(1)} |

## What to buy

| | server | database | also |
|---|---|---|---|
| one commune | 2 cores, 4 GB, both on it | ${mb(Math.max(...KINDS.map((k) => bytesOf(c, k))) + c.empty)} at most, on an SSD | a nightly archive elsewhere |
| a network of 30 | 2 cores, 4 GB | 4 cores, 8 GB, so that what is read often stays in memory | archived log for going back to a moment |
| such a country | ${String(Math.max(2, Math.ceil(cores / 2 / 4)))} × 4 cores, 4 GB, behind nginx with its tile cache | ${String(Math.max(4, Math.ceil(cores / 2)))} cores and ${String(Math.max(16, Math.ceil(sum((k) => bytesOf(c, k)) / 2 ** 30 / 2)))} GB, one replica | beyond it: communes spread over servers, ../scale.md |
`;
}
