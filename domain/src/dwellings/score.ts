import { agreeNames, tellingWords } from '../search/names.ts';
import { decibans, percentOf, tenth, within } from '../shared/evidence.ts';
import { PAIR_MODEL as M } from './weights.ts';

/** What a listing says that another may say too. `licence` is the number's key, null when there is none worth comparing. Prices are minor units. */
export interface Compared {
  platform: string; hostId: string | null; hostName: string | null; title: string | null; roomType: string | null; accommodates: number | null; bedrooms: number | null; price: number | null;
  licence: string | null; uncertaintyM: number;
}
/** Nights both calendars speak of, those taken in both, in one alone. */
export interface CalendarOverlap { nights: number; both: number; one: number }
export interface PairFacts { a: Compared; b: Compared; distanceM: number; calendar: CalendarOverlap | null; /** How many listings carry the number that both carry. */ licenceUses: number }
/** The part of the commune's listings whose title (or host's name) has the word, 0 to 1. */
export interface Rarity { title: (word: string) => number; host: (word: string) => number }

export const PAIR_REASONS = ['prior', 'distance', 'host', 'title', 'room', 'capacity', 'price', 'registration', 'calendar'] as const;
export type PairReason = (typeof PAIR_REASONS)[number];
export interface Weighed { reason: PairReason; weight: number; detail: string | null }
export const PAIR_CLASSES = ['same', 'rooms', 'building', 'different'] as const;
export type PairClass = (typeof PAIR_CLASSES)[number];
export interface ScoredPair { class: PairClass; weight: number; score: number; reasons: Weighed[] }

/** A room let alone, a whole dwelling, or a hotel's room. */
export type RoomKind = 'whole' | 'room' | 'hotel';
export const roomKind = (roomType: string | null): RoomKind | null =>
  roomType === null ? null : /hotel|فندق/i.test(roomType) ? 'hotel' : /private|shared|chambre|room|غرفة|privé|partag/i.test(roomType) ? 'room' : /entire|entier|logement|home|apt|villa|كامل/i.test(roomType) ? 'whole' : null;

const isNumber = (w: string): boolean => /^(\p{N}{1,3}|[a-z]|[ivx]{1,3})$/u.test(w);
export interface TitleMatch { /** 0 to 1, by the weight of the words in common. */ share: number; /** Tenfold logarithm of how rare the common words are together. */ rarity: number; common: string[]; /** The same but for a number: flat 1 and flat 2. */ numbered: boolean }
/** Compares titles word by word: a rare word in common tells much, « appartement » next to nothing. Null when one has no words. */
export function compareTitles(a: string | null, b: string | null, rarity: Rarity['title']): TitleMatch | null {
  const [left, right] = [[...new Set(tellingWords(a))], new Set(tellingWords(b))];
  if (left.length === 0 || right.size === 0) return null;
  const value = (w: string): number => within(0.5, -decibans(rarity(w)), 30);
  const sum = (words: readonly string[]): number => words.reduce((n, w) => n + value(w), 0);
  const plain = (words: Iterable<string>): string[] => [...words].filter((w) => !isNumber(w));
  const common = plain(left).filter((w) => right.has(w));
  const all = [...new Set([...plain(left), ...plain(right)])];
  const numbers = [left.filter(isNumber), [...right].filter(isNumber)].map((n) => n.sort().join(' '));
  const share = all.length === 0 ? (numbers[0] === numbers[1] ? 1 : 0) : sum(common) / sum(all);
  return { share, rarity: sum(common), common, numbered: numbers[0] !== numbers[1] };
}

function hostWeight(a: Compared, b: Compared, rarity: Rarity): Weighed {
  if (a.platform === b.platform && a.hostId !== null && a.hostId === b.hostId) return { reason: 'host', weight: M.host.same, detail: a.hostName };
  if (a.hostName === null || b.hostName === null) return { reason: 'host', weight: 0, detail: null };
  const met = agreeNames(a.hostName, b.hostName).filter((w) => w.how !== 'initial');
  if (met.length === 0) return { reason: 'host', weight: a.platform === b.platform ? M.host.other : M.host.otherName, detail: null };
  const value = met.reduce((n, w) => n - decibans(Math.max(rarity.host(w.of), rarity.host(w.as))), 0);
  // On one platform a second account of the same name is rarer than two hosts of one name.
  return { reason: 'host', weight: within(2, value * (a.platform === b.platform ? M.host.sameName : M.host.acrossName), M.host.nameCap), detail: met.map((w) => (w.of === w.as ? w.of : `${w.of} = ${w.as}`)).join(', ') };
}
const priceWeight = (a: number, b: number): number => { const r = Math.max(a, b) / Math.min(a, b); return M.price.find(([to]) => r <= to)?.[1] ?? M.priceFar; };
const registrationWeight = (f: PairFacts): number => (f.a.licence === null || f.b.licence === null ? 0 : f.a.licence !== f.b.licence ? M.registration.other : f.licenceUses > M.registration.crowd ? M.registration.crowded : M.registration.same);

/** Which of the four a pair looks like, once it looks like one place at all. */
function classOf(f: PairFacts, title: TitleMatch | null): PairClass {
  const [x, y] = [roomKind(f.a.roomType), roomKind(f.b.roomType)];
  const apart = f.a.licence !== null && f.b.licence !== null && f.a.licence !== f.b.licence;
  const sizes = (f.a.accommodates !== null && f.b.accommodates !== null && f.a.accommodates !== f.b.accommodates) || (f.a.bedrooms !== null && f.b.bedrooms !== null && f.a.bedrooms !== f.b.bedrooms);
  const alike = title !== null && title.share >= M.class.alike && !title.numbered;
  const across = f.a.platform !== f.b.platform || (f.a.hostId !== f.b.hostId);
  const near = f.a.price === null || f.b.price === null || priceWeight(f.a.price, f.b.price) > 0;
  if (x === 'hotel' || y === 'hotel') return 'building';
  if (x === 'room' && y === 'room') return across && near && !apart && !(title?.numbered ?? false) ? 'same' : alike && near && !sizes ? 'same' : apart ? 'building' : 'rooms';
  if (x === 'room' || y === 'room') return apart ? 'building' : 'rooms';
  if (apart || (title?.numbered === true && title.share >= M.class.alike)) return 'building';
  if (f.a.licence !== null && f.a.licence === f.b.licence && f.licenceUses <= M.registration.crowd) return 'same';
  if (across) return sizes ? 'building' : 'same';
  return alike && near && !sizes ? 'same' : 'building';
}

/**
 * How likely two listings are of one dwelling, or of one host's house: the weights of the signs added up (decibans), the class they look like and the
 * signs themselves. Under the threshold the class is `different`. A person decides; this only puts pairs in order.
 */
export function scorePair(f: PairFacts, rarity: Rarity): ScoredPair {
  const reach = f.distanceM / Math.max(1, (f.a.uncertaintyM + f.b.uncertaintyM) / 2);
  const title = compareTitles(f.a.title, f.b.title, rarity.title);
  const both = <K extends 'accommodates' | 'bedrooms'>(k: K): number => (f.a[k] === null || f.b[k] === null ? 0 : f.a[k] === f.b[k] ? M.capacity[k][0] : M.capacity[k][1]);
  const rooms = [roomKind(f.a.roomType), roomKind(f.b.roomType)];
  const cal = f.calendar;
  const reasons: Weighed[] = [
    { reason: 'prior', weight: M.prior, detail: null },
    { reason: 'distance', weight: M.distance.find(([to]) => reach <= to)?.[1] ?? M.distanceFar, detail: `${String(Math.round(f.distanceM))} m` },
    hostWeight(f.a, f.b, rarity),
    { reason: 'title', weight: title === null ? 0 : title.common.length === 0 ? M.title.none : within(0, title.share * Math.min(title.rarity, M.title.cap), M.title.cap), detail: title?.common.slice(0, 6).join(', ') || null },
    { reason: 'room', weight: rooms[0] === null || rooms[1] === null ? 0 : rooms[0] === rooms[1] ? (rooms[0] === 'hotel' ? M.room.hotel : M.room.same) : M.room.other, detail: null },
    { reason: 'capacity', weight: both('accommodates') + both('bedrooms'), detail: null },
    { reason: 'price', weight: f.a.price === null || f.b.price === null || f.a.price <= 0 || f.b.price <= 0 ? 0 : priceWeight(f.a.price, f.b.price), detail: null },
    { reason: 'registration', weight: registrationWeight(f), detail: f.a.licence !== null && f.a.licence === f.b.licence ? f.a.licence : null },
    { reason: 'calendar', weight: cal === null || cal.nights < M.calendar.least || cal.both + cal.one === 0 ? 0 : cal.both / (cal.both + cal.one) >= M.calendar.agree ? M.calendar.same : cal.one / cal.nights > M.calendar.apart ? M.calendar.other : 0, detail: cal === null ? null : `${String(cal.both)}/${String(cal.both + cal.one)}` },
  ];
  const weight = tenth(reasons.reduce((n, r) => n + r.weight, 0));
  return { class: weight < M.threshold ? 'different' : classOf(f, title), weight, score: percentOf(weight), reasons: reasons.filter((r) => r.weight !== 0).map((r) => ({ ...r, weight: tenth(r.weight) })) };
}
