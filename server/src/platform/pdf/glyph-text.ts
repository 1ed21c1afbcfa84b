import type PDFKit from 'pdfkit';
import { mirrored } from './bidi.ts';

interface Laid { glyphs: Glyph[]; positions: unknown[] }
interface Glyph { id: number; codePoints: number[]; advanceWidth: number }
/** What pdfkit keeps of an embedded font; not in its published types. */
export interface EmbeddedFont {
  font: { hasGlyphForCodePoint: (code: number) => boolean; getGlyph: (id: number, codePoints?: number[]) => Glyph; _glyphs: Record<number, Glyph> };
  subset: { glyphs: number[]; includeGlyph: (id: number) => number };
  /** shapes of words laid out before */
  layoutCache?: object;
  unicode: number[][]; widths: number[]; scale: number;
  layout: (text: string, features?: unknown, onlyWidth?: boolean) => Laid;
  encode: (text: string, features?: unknown) => [string[], unknown[]];
}

/** The font of that name as pdfkit embeds it. */
export const embeddedFont = (doc: PDFKit.PDFDocument, name: string): EmbeddedFont => (doc.font(name) as unknown as { _font: EmbeddedFont })._font;

/** Runs drawn from right to left say so by this feature: their brackets were mirrored for the eye and are told to the reader as written. */
export const TURNED = 'rtla';

/** Shapes kept of words and lines. */
const KEPT = 1000;
/**
 * An Arabic font draws many letters with one glyph (the bare tooth of ب ت ث ن ي, its dots apart). pdfkit notes
 * one text per glyph, so a reader would copy the wrong letter. Here a glyph used for another text takes another place in the embedded font.
 */
export function keepLetters(font: EmbeddedFont): void {
  const places = new Map<string, number>();
  // The font library keeps one object per glyph, with the text it first stood for: a fresh one each time.
  const { font: shapes } = font;
  const getGlyph = shapes.getGlyph.bind(shapes);
  shapes.getGlyph = (id, codePoints) => {
    delete shapes._glyphs[id];
    return getGlyph(id, codePoints);
  };
  // pdfkit keeps no shape of runs with features, which all Arabic ones have: each would be shaped to be measured and again to be drawn.
  const laid = new Map<string, Laid>(), layout = font.layout.bind(font);
  font.layout = (text, features, onlyWidth) => {
    if (!Array.isArray(features)) return layout(text, features, onlyWidth);
    const key = `${features.join(' ')} ${text}`;
    const run = laid.get(key) ?? layout(text, features);
    if (laid.size > KEPT) laid.clear();
    laid.set(key, run);
    return run;
  };
  font.encode = (text, features) => {
    const { glyphs, positions } = font.layout(text, features);
    const turned = Array.isArray(features) && features.includes(TURNED);
    const codes = glyphs.map((glyph) => {
      const said = turned ? glyph.codePoints.map(mirrored) : glyph.codePoints;
      const key = `${glyph.id}:${said.join(',')}`;
      let place = places.get(key);
      if (place === undefined) {
        place = font.subset.includeGlyph(glyph.id);
        if (font.unicode[place] !== undefined) { font.subset.glyphs.push(glyph.id); place = font.subset.glyphs.length - 1; }
        font.widths[place] = glyph.advanceWidth * font.scale;
        font.unicode[place] = said;
        places.set(key, place);
      }
      return `0000${place.toString(16)}`.slice(-4);
    });
    return [codes, positions];
  };
}
