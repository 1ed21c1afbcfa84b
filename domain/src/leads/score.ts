import type { OccupancyState, OccupationType } from '../occupations/types.ts';
import { roomKind } from '../dwellings/score.ts';
import { agreeNames, matchWords, tellingWords } from '../search/names.ts';
import { foldText } from '../search/model.ts';
import { decibans, oddsOf, percentOf, tenth, within } from '../shared/evidence.ts';
import { LEAD_MODEL as M } from './weights.ts';

export const LEAD_KINDS = ['vacant_let', 'sublet', 'concession_breach', 'without_title'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];
export const LEAD_REASONS = ['share', 'words', 'name', 'use', 'occupancy', 'capacity', 'room', 'number', 'quarter', 'rivals'] as const;
export type LeadReason = (typeof LEAD_REASONS)[number];
/** A sign with what each side says of it: raw values and codes, put into words by the screen. `register` and `listing` of the name are personal. */
export interface LeadWhy { reason: LeadReason; weight: number; register: string | null; listing: string | null }

export const USE_CLASSES = ['dwelling', 'let', 'neutral', 'workplace', 'storage', 'equipment', 'stall', 'heritage', 'land'] as const;
export type UseClass = (typeof USE_CLASSES)[number];
/** What the register knows of a property: as little as it may be. `words` are its names and address and those of what it stands in. */
export interface LeadAsset {
  level: string | null; nature: string | null; use: string | null; areaM2: number | null; words: string | null; district: string | null;
  state: OccupancyState | null; occupation: { type: OccupationType; activityKind: string | null } | null; holders: readonly { kind: 'natural' | 'legal'; name: string; nameAr: string | null }[];
}
export interface LeadListing { title: string | null; hostName: string | null; roomType: string | null; accommodates: number | null; bedrooms: number | null; neighbourhood: string | null; number: string | null }
/** How common a word is, 0 to 1: in titles or in the register's texts, in hosts' names or in holders', whichever is more. */
export interface LeadRarity { word: (w: string) => number; name: (w: string) => number }
export interface LeadFacts { listing: LeadListing; asset: LeadAsset; /** The part of the listing's disc that the property covers, 0 to 1. */ share: number; distanceM: number; areaM2: number }
export interface ScoredLead { kind: LeadKind; weight: number; reasons: LeadWhy[] }

const USES: readonly (readonly [UseClass, RegExp])[] = [
  ['dwelling', /habit|logement|dwelling|housing|appart|villa|maison d|gardien|مسكن|سكن/], ['let', /^(location|rapport|a louer|let)|fondouk|كراء/], ['stall', /marche|stand|etal|kiosque|نصبه|سوق/], ['storage', /stock|depot|reserve|مخزن/],
  ['workplace', /commerc|atelier|artisan|bureau|boutique|cafe|shop|office|محل|ورشه|مكتب/], ['equipment', /enseign|ecole|sante|sport|cultur|admin|enfance|technique|bain|equip/], ['heritage', /patrimoine|fontaine|rempart/], ['land', /foncier|espace vert|station|voirie|terrain/],
];
/** What a property is used for, as far as lodging goes; the activity of who holds it says more than the register's label. */
export function useClass(a: Pick<LeadAsset, 'nature' | 'use' | 'occupation'>): UseClass {
  if (a.occupation?.activityKind === 'housing') return 'dwelling';
  if (a.nature === 'land') return 'land';
  const use = foldText(a.use ?? '');
  return USES.find(([, r]) => r.test(use))?.[0] ?? (a.nature === 'market' ? 'stall' : a.nature === 'equipment' ? 'equipment' : a.nature === 'other' ? 'heritage' : 'neutral');
}

/** What a listing on such a property would mean. */
export function leadKind(a: Pick<LeadAsset, 'state' | 'occupation'>): LeadKind {
  if (a.state === 'vacant') return 'vacant_let';
  if (a.state === 'permit' || a.state === 'free') return 'concession_breach';
  return a.state === 'let' ? 'sublet' : 'without_title';
}

/** How many a listing sleeps: as stated, else by its bedrooms, else by its title (« S+2 », « studio », « T3 »). */
export function sleeps(l: Pick<LeadListing, 'accommodates' | 'bedrooms' | 'title'>): number | null {
  if (l.accommodates !== null) return l.accommodates;
  if (l.bedrooms !== null) return Math.max(1, l.bedrooms * 2);
  const title = foldText(l.title ?? '');
  const plus = /\bs ?\+ ?(\d)/.exec(title)?.[1] ?? /\b[tf](\d)\b/.exec(title)?.[1];
  if (plus !== undefined) return Math.max(2, Number(plus) * 2);
  return /\bstudio\b|استوديو/.test(title) ? 2 : null;
}

const value = (rarity: number, most: number): number => within(0, -decibans(rarity), most);

function wordsWhy({ listing, asset }: LeadFacts, rarity: LeadRarity): LeadWhy {
  const own = [...new Set(tellingWords(asset.words))];
  const said = new Set(tellingWords(listing.title));
  const met = [...said].flatMap((w) => { const as = own.find((o) => o === w || (w.length > 2 && matchWords(o, w) === 'script')); return as === undefined ? [] : [{ w, as }]; });
  const telling = met.filter(({ w }) => !/^\p{N}+$/u.test(w) && w.length > 1);
  if (telling.length === 0) return { reason: 'words', weight: 0, register: null, listing: null };
  const weight = telling.reduce((n, { w, as }) => n + value(Math.max(rarity.word(w), rarity.word(as)), M.words.perWord), 0);
  // A house number counts beside its street only.
  const number = met.some(({ w }) => /^\p{N}+$/u.test(w)) && weight > M.words.number ? M.words.number : 0;
  return { reason: 'words', weight: Math.min(M.words.cap, weight + number), register: met.map((m) => m.as).join(' '), listing: met.map((m) => m.w).join(' ') };
}

function nameWhy({ listing, asset }: LeadFacts, rarity: LeadRarity): LeadWhy {
  if (listing.hostName === null || asset.holders.length === 0) return { reason: 'name', weight: 0, register: null, listing: null };
  const best = asset.holders.map((h) => {
    const met = [agreeNames(h.name, listing.hostName), agreeNames(h.nameAr, listing.hostName)].sort((a, b) => b.length - a.length)[0] ?? [];
    return { holder: h.name, weight: met.reduce((n, m) => n + (m.how === 'initial' ? 1 : value(Math.max(rarity.name(m.of), rarity.name(m.as)), M.names.perWord) * (m.how === 'script' ? M.names.script : 1)), 0), met: met.length > 0 };
  }).sort((a, b) => b.weight - a.weight)[0];
  if (best?.met === true) return { reason: 'name', weight: Math.min(M.names.cap, best.weight), register: best.holder, listing: listing.hostName };
  // A company's name seldom is its host's: only persons speak against.
  return asset.holders.some((h) => h.kind === 'natural') ? { reason: 'name', weight: M.names.none, register: best?.holder ?? null, listing: listing.hostName } : { reason: 'name', weight: 0, register: null, listing: null };
}

function capacityWhy({ listing, asset }: LeadFacts): LeadWhy {
  const persons = sleeps(listing);
  const [register, told] = [asset.areaM2 === null ? null : String(Math.round(asset.areaM2)), persons === null ? null : String(persons)];
  if (persons === null || asset.areaM2 === null || persons <= 0) return { reason: 'capacity', weight: 0, register, listing: told };
  const each = asset.areaM2 / persons, c = M.capacity;
  return { reason: 'capacity', weight: each < c.least ? c.tooSmall : each < c.tight ? c.tightWeight : each > c.wide ? c.tooWide : c.fits, register, listing: told };
}

/** How much speaks for a listing standing on a property, taken alone: the part of its disc, then each sign. Signs of no weight are told too: what was looked at. */
export function scoreLead(f: LeadFacts, rarity: LeadRarity): ScoredLead {
  const { listing, asset } = f;
  const use = useClass(asset), room = roomKind(listing.roomType);
  const share = within(M.leastShare, f.share, 0.999);
  const state = asset.state === 'let' && use === 'dwelling' ? 'let_housing' : asset.state ?? 'none';
  const quarter = [asset.district, listing.neighbourhood].map((q) => (q === null || q === '' ? null : foldText(q)));
  const reasons: LeadWhy[] = [
    { reason: 'share', weight: decibans(share / (1 - share)), register: String(Math.round(f.areaM2)), listing: String(Math.round(f.distanceM)) },
    wordsWhy(f, rarity), nameWhy(f, rarity),
    { reason: 'use', weight: M.use[use], register: asset.use, listing: use },
    { reason: 'occupancy', weight: M.occupancy[state], register: asset.state, listing: asset.occupation?.type ?? null },
    capacityWhy(f),
    { reason: 'room', weight: room === null ? 0 : room === 'hotel' ? M.room.hotel : room === 'whole' ? M.room.whole : M.room.room, register: null, listing: listing.roomType },
    { reason: 'number', weight: (listing.number ?? '').trim() === '' ? M.number.absent : M.number.shown, register: null, listing: listing.number },
    { reason: 'quarter', weight: quarter[0] == null || quarter[1] == null ? 0 : quarter[0] === quarter[1] ? M.quarter.same : M.quarter.other, register: asset.district, listing: listing.neighbourhood },
  ];
  return { kind: leadKind(asset), weight: reasons.reduce((n, r) => n + r.weight, 0), reasons };
}

export interface RankedLead<T> extends ScoredLead { of: T; score: number; rivals: number }
/**
 * The properties that one listing may stand on, weighed against one another: it stands on one of them or on none, so the odds of each are shared with the others'.
 * Those that stay over the threshold, the likeliest first.
 */
export function rankLeads<T>(all: readonly (ScoredLead & { of: T })[]): RankedLead<T>[] {
  const sum = all.reduce((n, l) => n + oddsOf(l.weight), 0);
  return all.map((l) => {
    const odds = oddsOf(l.weight);
    const weight = tenth(decibans(odds / (1 + sum - odds)));
    const rivals = all.length - 1, less = tenth(weight - l.weight);
    return { ...l, weight, score: percentOf(weight), rivals, reasons: [...l.reasons.map((r) => ({ ...r, weight: tenth(r.weight) })), ...(less < 0 ? [{ reason: 'rivals' as const, weight: less, register: String(rivals), listing: null }] : [])] };
  }).filter((l) => l.weight >= M.threshold).sort((a, b) => b.weight - a.weight).slice(0, M.perListing);
}
