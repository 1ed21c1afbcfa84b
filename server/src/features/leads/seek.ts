import { LEAD_MODEL, rankLeads, scoreLead, type LeadRarity, type RankedLead } from '@sommier/domain/leads';
import { tellingWords } from '@sommier/domain/search';
import { metresOfDegree, ZoneIndex } from '@sommier/domain/zones';
import type { Database } from '../../platform/db/index.ts';
import type { SeekSteps } from '../dwellings/index.ts';
import { lastOfSlice, readCandidates, readListings, type Candidate, type LeadListingRow } from './ground.queries.ts';
import { keepLeads, leaveLeads, type FoundLead } from './leads.store.ts';

const READ = 5000;
/** Degrees a side of the grid in which premises known by a point are looked up. */
const CELL = 0.002;
export interface LeadsSought { assets: number; listings: number; met: number; leads: number; fresh: number; gone: number }

/** How many texts carry each word, among those added. */
class Words {
  private readonly counts = new Map<string, number>();
  private total = 0;
  add(text: string | null): void { this.total += 1; for (const w of new Set(tellingWords(text))) this.counts.set(w, (this.counts.get(w) ?? 0) + 1); }
  share(w: string): number { return Math.max(1, this.counts.get(w) ?? 0) / Math.max(1, this.total); }
}

/** Every property where somebody could lodge, ready to say which of them a disc meets. */
export class Ground {
  private readonly byId = new Map<string, Candidate>();
  private readonly shapes: ZoneIndex;
  private readonly points = new Map<string, Candidate[]>();
  constructor(candidates: readonly Candidate[]) {
    for (const c of candidates) this.byId.set(c.id, c);
    this.shapes = new ZoneIndex(candidates.flatMap((c) => (c.polygons === null ? [] : [{ id: c.id, polygons: c.polygons }])));
    for (const c of candidates) if (c.polygons === null) { const key = this.key(c.lon, c.lat); const list = this.points.get(key); if (list === undefined) this.points.set(key, [c]); else list.push(c); }
  }
  private key(lon: number, lat: number): string { return `${String(Math.floor(lon / CELL))} ${String(Math.floor(lat / CELL))}`; }
  /** The properties the disc meets: the part of the disc each covers, and metres from its centre to theirs. */
  meets({ lon, lat, r }: { lon: number; lat: number; r: number }): { of: Candidate; share: number; distanceM: number }[] {
    const metre = metresOfDegree(lat), disc = Math.PI * r * r;
    const far = (c: Candidate): number => Math.hypot((c.lon - lon) * metre.x, (c.lat - lat) * metre.y);
    const drawn = this.shapes.shares(lon, lat, r).flatMap(({ zone, share }) => { const of = this.byId.get(zone); return of === undefined ? [] : [{ of, share, distanceM: far(of) }]; });
    const near: typeof drawn = [];
    const reach = Math.ceil(r / Math.min(metre.x, metre.y) / CELL);
    for (let i = -reach; i <= reach; i += 1) for (let j = -reach; j <= reach; j += 1) for (const of of this.points.get(this.key(lon + i * CELL, lat + j * CELL)) ?? []) {
      const distanceM = far(of);
      if (distanceM <= r) near.push({ of, share: Math.min(1, of.areaM2 / disc), distanceM });
    }
    return [...drawn, ...near];
  }
}

/** How common words are in titles, in what the register says of places, in hosts' names and in holders'. */
export class Rarities {
  private readonly titles = new Words();
  private readonly places = new Words();
  private readonly hosts = new Words();
  private readonly holders = new Words();
  listing(l: Pick<LeadListingRow, 'title' | 'hostName'>): void { this.titles.add(l.title); if (l.hostName !== null) this.hosts.add(l.hostName); }
  candidate(c: Candidate): void { this.places.add(`${c.asset.words ?? ''} ${c.asset.address ?? ''}`); for (const h of c.asset.holders) this.holders.add(`${h.name} ${h.nameAr ?? ''}`); }
  readonly rarity: LeadRarity = { title: (w) => this.titles.share(w), place: (w) => this.places.share(w), host: (w) => this.hosts.share(w), holder: (w) => this.holders.share(w) };
}

/** The leads of one listing, the likeliest first. */
export const leadsOf = (l: LeadListingRow, ground: Ground, rarity: LeadRarity): RankedLead<{ candidate: Candidate; share: number }>[] =>
  rankLeads(ground.meets(l).map(({ of, share, distanceM }) => ({ of: { candidate: of, share }, site: of.site, ...scoreLead({ listing: l, asset: of.asset, share, distanceM, areaM2: of.areaM2 }, rarity) })));

type Scope = { commune: number; person?: string };
export async function readGround(db: Database, scope: Scope, signal?: AbortSignal): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const at: string = after;
    const [rows, last] = await db.inCommune(scope, async (tx) => [await readCandidates(tx, at, READ), await lastOfSlice(tx, at, READ)] as const);
    all.push(...rows);
    after = last;
    signal?.throwIfAborted();
  }
  return all;
}

/**
 * Crosses every present listing with the register: the disc of each against the properties, exactly (ZoneIndex), then the signs of each meeting weighed. It reads the register and
 * the captures, in slices, and nothing else; decided leads keep their decision.
 */
export async function seekLeads(db: Database, scope: Scope, { progress, signal }: SeekSteps): Promise<LeadsSought> {
  const candidates = await readGround(db, scope, signal);
  const ground = new Ground(candidates), rarities = new Rarities();
  for (const c of candidates) rarities.candidate(c);
  let listings = 0;
  const slices = async (work: (rows: LeadListingRow[]) => Promise<void> | void): Promise<void> => {
    for (let after = '0'; ;) {
      const rows = await db.inCommune(scope, (tx) => readListings(tx, after, READ));
      if (rows.length === 0) return;
      await work(rows);
      after = rows.at(-1)?.id ?? after;
      signal?.throwIfAborted();
    }
  };
  await slices((rows) => { listings += rows.length; for (const l of rows) rarities.listing(l); });
  const since = await db.inCommune(scope, async (tx) => (await tx.raw('select clock_timestamp() as at') as { rows: { at: Date }[] }).rows[0]?.at ?? new Date(0));
  const sums = { met: 0, leads: 0, fresh: 0 };
  let done = 0;
  await slices(async (rows) => {
    const found: FoundLead[] = [];
    for (const l of rows) {
      const ranked = leadsOf(l, ground, rarities.rarity);
      if (ranked.length > 0) sums.met += 1;
      for (const { of, ...lead } of ranked) found.push({ listing: l.id, asset: of.candidate.id, site: of.candidate.site, occupation: of.candidate.occupationId, share: of.share, kind: lead.kind, score: lead.score, weight: lead.weight, rivals: Math.min(lead.rivals, 999), reasons: lead.reasons });
    }
    sums.leads += found.length;
    sums.fresh += await db.inCommune(scope, (tx) => keepLeads(tx, found, LEAD_MODEL.version));
    done += rows.length;
    progress(done, listings, 'leads');
  });
  const gone = await db.inCommune(scope, (tx) => leaveLeads(tx, since));
  return { assets: candidates.length, listings, ...sums, gone };
}
