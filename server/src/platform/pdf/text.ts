import { createRequire } from 'node:module';
import type PDFKit from 'pdfkit';
import { embeddedFont, keepLetters, TURNED } from './glyph-text.ts';
import { type Direction, type Run, visualRuns } from './bidi.ts';

export type Weight = 'regular' | 'bold';
export type Align = 'left' | 'right' | 'centre';
export interface TextStyle { size: number; weight?: Weight; colour?: string; align?: Align; /** base direction; the pen's own when absent */ direction?: Direction; halo?: string }

const require = createRequire(import.meta.url);
const FONTS = {
  'latin-regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf', 'latin-bold': '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  'arabic-regular': '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf', 'arabic-bold': '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
} as const;


interface Laid { runs: { run: Run; width: number; font: string }[]; width: number }

/** Writes single lines in any mix of Latin and Arabic, with both fonts embedded. Positions are page points, `y` is the baseline. */
export class TextPen {
  readonly #doc: PDFKit.PDFDocument;
  readonly direction: Direction;
  readonly #known = new Map<string, boolean>();
  readonly #laid = new Map<string, Laid>();

  constructor(doc: PDFKit.PDFDocument, direction: Direction) {
    this.#doc = doc;
    this.direction = direction;
    for (const [name, path] of Object.entries(FONTS)) {
      doc.registerFont(name, require.resolve(path));
      keepLetters(embeddedFont(doc, name));
    }
  }

  #inArabicFont = (char: string): boolean => {
    const kept = this.#known.get(char);
    if (kept !== undefined) return kept;
    const has = embeddedFont(this.#doc, 'arabic-regular').font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0);
    this.#known.set(char, has);
    return has;
  };

  #options = (run: Run): PDFKit.Mixins.TextOptions => ({ lineBreak: false, ...(run.turned ? { features: [TURNED] } : {}) });

  /** A line is measured before it is drawn, and papers repeat their words: what was laid out is kept, up to a few thousand lines. */
  #layout(text: string, style: TextStyle): Laid {
    const key = `${style.direction ?? this.direction} ${style.weight ?? 'regular'} ${String(style.size)} ${text}`;
    const kept = this.#laid.get(key);
    if (kept !== undefined) return kept;
    if (this.#laid.size > 2000) this.#forget();
    const laid = this.#lay(text, style);
    this.#laid.set(key, laid);
    return laid;
  }

  /** Long registers have more words than memory should keep: ours go, and the shapes the fonts kept of them. */
  #forget(): void {
    this.#laid.clear();
    for (const name of Object.keys(FONTS)) embeddedFont(this.#doc, name).layoutCache = Object.create(null) as object;
  }

  #lay(text: string, style: TextStyle): Laid {
    const runs = visualRuns(text, style.direction ?? this.direction, this.#inArabicFont).map((run) => {
      const font = `${run.script}-${style.weight ?? 'regular'}`;
      return { run, font, width: this.#doc.font(font).fontSize(style.size).widthOfString(run.text, this.#options(run)) };
    });
    return { runs, width: runs.reduce((sum, r) => sum + r.width, 0) };
  }

  /** Width in points of the text on one line. */
  width(text: string, style: TextStyle): number { return this.#layout(text, style).width; }

  /** Draws one line; `x` is its left, right or middle as `align` says. Answers its width. */
  line(text: string, x: number, y: number, style: TextStyle): number {
    const { runs, width } = this.#layout(text, style);
    const left = style.align === 'right' ? x - width : style.align === 'centre' ? x - width / 2 : x;
    const pass = (options: PDFKit.Mixins.TextOptions): void => {
      let at = left;
      for (const { run, font, width: w } of runs) {
        this.#doc.font(font).fontSize(style.size).text(run.text, at, y, { ...this.#options(run), ...options, baseline: 'alphabetic' });
        at += w;
      }
    };
    if (style.halo) {
      // Readers that extract text drop the second copy of a text at the same place, as they do with shadows.
      this.#doc.save().lineWidth(style.size * 0.22).lineJoin('round').strokeColor(style.halo);
      pass({ stroke: true, fill: false });
      this.#doc.restore();
    }
    this.#doc.fillColor(style.colour ?? '#14201b');
    pass({});
    return width;
  }

  /** The text shortened with an ellipsis until it fits. */
  fit(text: string, width: number, style: TextStyle): string {
    if (this.width(text, style) <= width) return text;
    let short = [...text];
    while (short.length > 1 && this.width(`${short.join('').trimEnd()}…`, style) > width) short = short.slice(0, -1);
    return `${short.join('').trimEnd()}…`;
  }

  /** Breaks a text at spaces into lines that fit, at most `most` of them. */
  wrap(text: string, width: number, style: TextStyle, most = 4): string[] {
    // Most cells of a register fit as they are: they are laid out once, not word by word.
    if (this.width(text, style) <= width) return [text];
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && this.width(longer, style) > width) lines.push(word);
      else lines.splice(-1, 1, longer);
    }
    if (lines.length > most) return [...lines.slice(0, most - 1), this.fit(lines.slice(most - 1).join(' '), width, style)];
    return lines.map((line) => this.fit(line, width, style));
  }
}
