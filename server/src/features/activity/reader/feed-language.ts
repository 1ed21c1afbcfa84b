import { SourceRefused } from '../../../platform/source/index.ts';
import type { Piece } from './folder.ts';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
/** A language as publishers name folders and files after it (BCP 47: `fr`, `en-US`, `pt_BR`), in small letters; null where it is none. */
export function languageOf(text: string): string | null {
  const tag = text.replace('_', '-').toLowerCase();
  if (!/^[a-z]{2,3}(-[a-z]{2,4})?$/.test(tag)) return null;
  const [main = ''] = tag.split('-');
  // `bos` is a town before it is Bosnian, whose tag is `bs`.
  try { return Intl.getCanonicalLocales(main)[0] !== main || LANGUAGES.of(main) === undefined ? null : tag; } catch { return null; }
}

const FEED = /^(?:([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)[._-])??((?:gbfs|free|vehicle|station|system|geofencing)(?:[._-](?:bike|status|types|availability|information|versions|regions|calendar|hours|alerts|pricing|plans|zones))*)(?:[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?))?\.json$/i;
/** The feed that a file is and the language it is told in, by its folder (`fr/station_information.json`) or its own name (`station_information_fr.json`). */
function toldIn({ name, folder }: Piece): { feed: string; language: string | null; place: string } {
  const [, before, feed, after] = FEED.exec(name) ?? [], own = languageOf(before ?? '') ?? languageOf(after ?? '');
  const steps = folder.split('/'), at = steps.findIndex((s) => languageOf(s) !== null);
  return { feed: (own === null ? name : `${feed ?? ''}.json`).toLowerCase(), language: own ?? languageOf(steps[at] ?? ''), place: steps.filter((_, i) => i !== at).join('/') };
}

/**
 * A feed comes once for each language (GBFS 2.x: `gbfs.json` lists them so): one of them is read, the reader's where it is there, else the first. The same feed twice in one
 * language is several systems, or several moments: refused, since neither may stand for the other.
 */
export function oneLanguage(pieces: readonly Piece[], wanted: string | null): { pieces: Piece[]; language: string | null; languages: string[] } {
  const told = pieces.map((piece) => ({ piece, ...toldIn(piece) }));
  const languages = [...new Set(told.flatMap((t) => t.language ?? []))].sort();
  const short = (l: string | null): string => l?.split('-')[0] ?? '';
  const rank = (l: string | null): number => (l !== null && l === wanted ? 0 : wanted !== null && short(l) === wanted ? 1 : l === null ? 2 : 3 + languages.indexOf(l));
  const kept = new Map<string, (typeof told)[number]>();
  for (const t of told) {
    const other = kept.get(t.feed);
    if (other !== undefined && (other.place !== t.place || other.language === t.language)) throw new SourceRefused('gbfs_several', { params: { feed: t.feed, first: [other.piece.folder, other.piece.name].filter(Boolean).join('/'), second: [t.piece.folder, t.piece.name].filter(Boolean).join('/') } });
    if (other === undefined || rank(t.language) < rank(other.language)) kept.set(t.feed, t);
  }
  const chosen = [...kept.values()], counted = languages.map((l) => ({ l, n: chosen.filter((t) => t.language === l).length })).sort((a, b) => b.n - a.n)[0];
  return { pieces: chosen.map((t) => t.piece), language: counted !== undefined && counted.n > 0 ? counted.l : null, languages };
}
