import { skeleton, tellingWords } from '../search/names.ts';
import { roomKind, type Compared, type Rarity } from './score.ts';
import { PAIR_MODEL } from './weights.ts';

/** Nearest listings compared for one key of one listing: a hotel of two hundred rooms costs no more than this. */
export const NEAREST_PER_KEY = 10;
const RARE_WORDS = 3;
/** A word that more than this part of the titles carry brings nobody together. */
const COMMON_WORD = 0.02;

/** A registration number as two writings of it share it: capitals and figures alone. Null where it says nothing (« Exempt », « en cours »). */
export function licenceKey(licence: string | null): string | null {
  const key = (licence ?? '').normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return key.length >= 5 && (key.match(/\p{N}/gu)?.length ?? 0) >= 3 ? key : null;
}

/** What brings a listing before others: its host's account, its number, its host's name by its consonants, the rarest words of its title. */
export function keysOf(l: Compared, rarity: Rarity): string[] {
  const room = roomKind(l.roomType) ?? '';
  const names = tellingWords(l.hostName).map(skeleton).filter((s) => s.length >= 2);
  const words = [...new Set(tellingWords(l.title))].filter((w) => w.length > 2).map((w) => ({ w, r: rarity.title(w) })).filter(({ r }) => r <= COMMON_WORD).sort((a, b) => a.r - b.r).slice(0, RARE_WORDS);
  return [...new Set([
    ...(l.hostId === null ? [] : [`h ${l.platform} ${l.hostId}`]), ...(l.licence === null ? [] : [`r ${l.licence}`]),
    ...names.map((s) => `n ${s} ${room}`), ...words.map(({ w }) => `t ${w}`),
  ])];
}

/** The cell of the search grid a place lies in: its side is the reach, so that neighbours are in the same cell or the eight round it. */
export const cellOf = (metres: number): number => Math.floor(metres / PAIR_MODEL.reachM);

/** Counts words as listings pass, then says how rare each is. A word never met is as rare as one met once. */
export class WordCount {
  private readonly titles = new Map<string, number>();
  private readonly hosts = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private total = 0;
  add(title: string | null, host: string | null, licence: string | null): void {
    this.total += 1;
    for (const w of new Set(tellingWords(title))) this.titles.set(w, (this.titles.get(w) ?? 0) + 1);
    for (const w of new Set(tellingWords(host))) this.hosts.set(w, (this.hosts.get(w) ?? 0) + 1);
    if (licence !== null) this.numbers.set(licence, (this.numbers.get(licence) ?? 0) + 1);
  }
  uses(licence: string | null): number { return licence === null ? 0 : this.numbers.get(licence) ?? 0; }
  readonly rarity: Rarity = { title: (w) => Math.max(1, this.titles.get(w) ?? 0) / Math.max(1, this.total), host: (w) => Math.max(1, this.hosts.get(w) ?? 0) / Math.max(1, this.total) };
}
