import type { OccupancyState, OccupationType } from '../occupations/types.ts';
import { roomKind } from '../dwellings/score.ts';
import { agreeNames, matchWords, tellingWords } from '../search/names.ts';
import { foldText } from '../search/model.ts';
import { decibans, oddsOf, percentOf, tenth, within } from '../shared/evidence.ts';
import { LEAD_MODEL as M } from './weights.ts';

export const LEAD_KINDS = ['vacant_let', 'sublet', 'concession_breach', 'without_title'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];
export const LEAD_REASONS = ['share', 'words', 'name', 'use', 'occupancy', 'capacity', 'room', 'number', 'quarter', 'premises', 'rivals'] as const;
export type LeadReason = (typeof LEAD_REASONS)[number];
/** A sign with what each side says of it: raw values and codes, put into words by the screen. `register` and `listing` of the name are personal. */
export interface LeadWhy { reason: LeadReason; weight: number; register: string | null; listing: string | null }

export const USE_CLASSES = ['dwelling', 'let', 'neutral', 'workplace', 'storage', 'equipment', 'stall', 'heritage', 'land'] as const;
export type UseClass = (typeof USE_CLASSES)[number];
/** What the register knows of a property: as little as it may be. `address` and `words` (its names) come with those of what it stands in. */
export interface LeadAsset {
  level: string | null; nature: string | null; use: string | null; areaM2: number | null; address: string | null; words: string | null; district: string | null;
  state: OccupancyState | null; occupation: { type: OccupationType; activityKind: string | null } | null; holders: readonly { kind: 'natural' | 'legal'; name: string; nameAr: string | null }[];
}
export interface LeadListing { title: string | null; hostName: string | null; roomType: string | null; accommodates: number | null; bedrooms: number | null; neighbourhood: string | null; number: string | null }
/** How common a word is, 0 to 1: in titles, in what the register calls its properties, among hosts, among holders. */
export interface LeadRarity { title: (w: string) => number; place: (w: string) => number; host: (w: string) => number; holder: (w: string) => number }
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

/** What a sign is worth that shows so often where the thing is true, and so often anyway. */
const worth = (shown: number, anyway: number, most: number): number => within(0, decibans(shown / anyway), most);
const isNumber = (w: string): boolean => /^\p{N}+$/u.test(w);

function wordsWhy({ listing, asset }: LeadFacts, rarity: LeadRarity): LeadWhy {
  const [street, own] = [[...new Set(tellingWords(asset.address))], [...new Set(tellingWords(asset.words))]];
  const met = [...new Set(tellingWords(listing.title))].flatMap((w) => {
    const like = (o: string): boolean => o === w || (w.length > 2 && matchWords(o, w) === 'script');
    const at = street.find(like), named = at ?? own.find(like);
    if (named === undefined || (at === undefined && isNumber(w)) || (w.length === 1 && !isNumber(w))) return [];
    if (isNumber(w)) return [{ w, as: named, weight: 0 }];
    // A word of the commune's own label may stand on half its properties.
    return [{ w, as: named, weight: at === undefined ? M.words.nameWord * worth(M.words.cited, Math.max(rarity.title(w), rarity.place(named)), M.words.perWord) : worth(M.words.cited, rarity.title(w), M.words.perWord) }];
  });
  const telling = Math.min(M.words.cap, met.reduce((n, m) => n + m.weight, 0));
  if (telling === 0) return { reason: 'words', weight: 0, register: null, listing: null };
  const number = met.some((m) => isNumber(m.w)) && telling >= M.words.number ? M.words.number : 0;
  return { reason: 'words', weight: telling + number, register: met.map((m) => m.as).join(' '), listing: met.map((m) => m.w).join(' ') };
}

function nameWhy({ listing, asset }: LeadFacts, rarity: LeadRarity): LeadWhy {
  if (listing.hostName === null || asset.holders.length === 0) return { reason: 'name', weight: 0, register: null, listing: null };
  const best = asset.holders.map((h) => {
    const met = [agreeNames(h.name, listing.hostName), agreeNames(h.nameAr, listing.hostName)].sort((a, b) => b.length - a.length)[0] ?? [];
    // « Société », « association »: what half the holders are called says nothing of one.
    const common = (m: (typeof met)[number]): number => Math.max(rarity.host(m.as), rarity.host(m.of), h.kind === 'legal' ? rarity.holder(m.of) : 0);
    return { holder: h.name, met: met.length > 0, weight: met.reduce((n, m) => n + (m.how === 'initial' ? 1 : worth(M.names.borne, common(m), M.names.perWord) * (m.how === 'script' ? M.names.script : 1)), 0) };
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

export interface RankedLead<T> extends ScoredLead { of: T; score: number; rivals: number; premises: number }
/**
 * The properties that one listing may stand on, weighed against one another: it stands on one of them or on none, so the odds of each are shared with the others'. Premises of
 * one site are one lead, which names the likeliest: their odds add up. Those that stay over the threshold, the likeliest first.
 */
export function rankLeads<T>(all: readonly (ScoredLead & { of: T; site: string })[]): RankedLead<T>[] {
  const sites = new Map<string, (ScoredLead & { of: T; site: string })[]>();
  for (const l of all) sites.set(l.site, [...sites.get(l.site) ?? [], l]);
  const sum = all.reduce((n, l) => n + oddsOf(l.weight), 0);
  return [...sites.values()].flatMap((parts) => {
    const best = parts.reduce((a, b) => (b.weight > a.weight ? b : a));
    const odds = parts.reduce((n, l) => n + oddsOf(l.weight), 0);
    const weight = tenth(decibans(odds / (1 + sum - odds)));
    const more = tenth(decibans(odds) - best.weight), less = tenth(weight - decibans(odds));
    const shared: LeadWhy[] = [...(more > 0 ? [{ reason: 'premises' as const, weight: more, register: String(parts.length), listing: null }] : []), ...(less < 0 ? [{ reason: 'rivals' as const, weight: less, register: String(sites.size - 1), listing: null }] : [])];
    const { site: _site, ...rest } = best;
    return [{ ...rest, weight, score: percentOf(weight), rivals: sites.size - 1, premises: parts.length, reasons: [...best.reasons.map((r) => ({ ...r, weight: tenth(r.weight) })), ...shared] }];
  }).filter((l) => l.weight >= M.threshold).sort((a, b) => b.weight - a.weight).slice(0, M.perListing);
}
