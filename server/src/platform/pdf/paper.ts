import { createHash } from 'node:crypto';
import { type Writable, PassThrough } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type PDFKit from 'pdfkit';
import type { Language } from '@sommier/domain/shared';
import { isolate } from './bidi.ts';
import { openGrid, type Grid, type GridColumn } from './grid.ts';
import { TextPen, type TextStyle } from './text.ts';

/** A4 in points, and its margins: wide for a letter, narrow for a register lying down. */
const SHORT = 595.28, LONG = 841.89;
interface Stream { end(): void }
/** What may wait in memory for the disk before more is drawn. */
const HELD_BYTES = 256 * 1024;
const INK2 = '#45534c', LINE = '#9aa59e';

export interface PaperHead { issuer: string; service: string; title: string; number: string; date: string }
export interface Cells { text: string; bold?: boolean; end?: boolean }
export interface TableColumn { head: string; width: number; end?: boolean }
/** A paper of one or more A4 pages written from the top down, mirrored for Arabic. `y` is where the next line stands. */
export interface Paper {
  readonly language: Language;
  readonly rtl: boolean;
  readonly width: number;
  /** The page of the file that is being written, from 1. */
  readonly page: number;
  head(head: PaperHead): void;
  /** The addressee, in the place a window envelope shows. */
  addressee(lines: readonly string[]): void;
  paragraph(text: string, style?: Partial<TextStyle>): void;
  /** Label and value on one ruled line. */
  pair(label: string, value: string, bold?: boolean): void;
  table(columns: readonly TableColumn[], rows: readonly (readonly string[])[], total?: readonly string[]): void;
  space(points: number): void;
  /** The head of a section; it never stands alone at a page's foot. */
  section(text: string): void;
  /** Labels with their values, in two columns; a value may take up to three lines. */
  facts(facts: readonly (readonly [label: string, value: string])[]): void;
  /** Leaves so many points for `draw`, which is given their top left corner. */
  box(height: number, draw: (doc: PDFKit.PDFDocument, pen: TextPen, x: number, y: number, width: number) => void): void;
  /** A table of cells of several lines, for registers of thousands of rows. */
  grid(columns: readonly GridColumn[]): Grid;
  /** A page of its own for what follows. */
  turn(): void;
  signature(text: string): void;
  /** Begins another document in the same file (a batch); pages are counted for each document. */
  next(): void;
  /** Lets others have their turn, and waits until what is drawn has left for the stream: a long batch calls it every few pages. */
  settled(): Promise<void>;
  /** Writes "page n/N" and what stands at the foot, then ends. Answers the SHA-256 of the file and its size. */
  end(): Promise<{ sha256: string; bytes: number; pages: number }>;
}

/**
 * Opens a paper on a stream. `foot` is written at the foot of every page; `pageText(n, of)` in its corner.
 * @param out receives the PDF; its end is the caller's to await
 */
export function openPaper(out: Writable, language: Language, foot: string, pageText: (n: number, of: number) => string, title: string, { lying = false }: { lying?: boolean } = {}): Paper {
  const rtl = language === 'ar';
  const WIDTH = lying ? LONG : SHORT, HEIGHT = lying ? SHORT : LONG, MARGIN = lying ? 40 : 56;
  const doc = new PDFDocument({ size: 'A4', layout: lying ? 'landscape' : 'portrait', margin: 0, bufferPages: true, lang: language, info: { Title: title, Producer: 'Sommier', Creator: 'Sommier' } });
  const hash = createHash('sha256');
  let bytes = 0;
  const tee = new PassThrough();
  tee.on('data', (piece: Buffer) => { hash.update(piece); bytes += piece.length; });
  doc.pipe(tee).pipe(out);
  const done = new Promise<void>((resolve, reject) => { tee.on('end', resolve); out.on('error', reject); });
  const pen = new TextPen(doc, rtl ? 'rtl' : 'ltr');
  const width = WIDTH - 2 * MARGIN;
  let y = MARGIN;
  /** Pages written in all, and the number of the present document's first. */
  let pages = 1, first = 0;

  const at = (x: number, w: number, end: boolean): { x: number; align: 'left' | 'right' } => (rtl !== end ? { x: x + w, align: 'right' } : { x, align: 'left' });
  /** Writes at the side where lines start (or end) of a span counted from the start side. */
  const write = (text: string, from: number, w: number, style: TextStyle, end = false): void => {
    const x = rtl ? MARGIN + width - from - w : MARGIN + from;
    const place = at(x, w, end);
    pen.line(pen.fit(text, w, style), place.x, y, { ...style, align: place.align });
  };
  const rule = (weight: number, colour = '#14201b'): void => { doc.save().lineWidth(weight).strokeColor(colour).moveTo(MARGIN, y).lineTo(MARGIN + width, y).stroke().restore(); };
  /** What the page says leaves memory at once; its foot follows as a second stream, when the number of pages is known. */
  const settle = (): void => {
    const page = doc.page as unknown as { content: Stream; dictionary: { data: { Contents: unknown } } };
    const body = page.content;
    body.end();
    page.content = doc.ref({}) as unknown as Stream;
    page.dictionary.data.Contents = [body, page.content];
  };
  const newPage = (): void => { settle(); doc.addPage(); pages += 1; y = MARGIN; };
  const room = (points: number): void => { if (y + points > HEIGHT - MARGIN - 24) newPage(); };

  /** The foot of the present document's pages, now that their number is known; then they leave memory, however long the batch. */
  const finish = (): void => {
    for (let page = first; page < pages; page += 1) {
      doc.switchToPage(page);
      y = HEIGHT - MARGIN + 12;
      rule(0.4, LINE); y += 12;
      write(foot, 0, width * 0.78, { size: 7.5, colour: INK2 });
      write(pageText(page - first + 1, pages - first), width * 0.78, width * 0.22, { size: 7.5, colour: INK2 }, true);
    }
    doc.flushPages();
  };

  const ruled = {
    pen, rtl, width, newPage, rule, write, foot: HEIGHT - MARGIN - 16, get y() { return y; }, set y(at: number) { y = at; },
    ground: (from: number, w: number, top: number, height: number, colour: string): void => { doc.save().fillColor(colour).rect(rtl ? MARGIN + width - from - w : MARGIN + from, top, w, height).fill().restore(); },
  };
  const paper: Paper = {
    language, rtl, width,
    get page() { return pages; },
    grid: (columns) => openGrid(ruled, columns),
    turn() { newPage(); y += 6; },
    head(h) {
      y += 6;
      write(h.issuer, 0, width * 0.6, { size: 13, weight: 'bold' });
      // A code is read left to right in any paper; words in Arabic keep their own way, or their number would stand before them.
      write(/[\u0590-\u08ff]/.test(h.number) ? h.number : isolate(h.number), width * 0.6, width * 0.4, { size: 10, colour: INK2 }, true);
      y += 15;
      write(h.service, 0, width * 0.6, { size: 9.5, colour: INK2 });
      write(h.date, width * 0.6, width * 0.4, { size: 9.5, colour: INK2 }, true);
      y += 10; rule(1.4); y += 30;
      write(h.title, 0, width, { size: 17, weight: 'bold' });
      y += 24;
    },
    addressee(lines) {
      const from = width * 0.52;
      for (const line of lines) { write(line, from, width - from, { size: 10.5 }); y += 15; }
      y += 14;
    },
    paragraph(text, style = {}) {
      const s: TextStyle = { size: 10, ...style };
      for (const line of pen.wrap(text, width, s, 40)) { room(s.size * 1.5); write(line, 0, width, s); y += s.size * 1.5; }
      y += 4;
    },
    pair(label, value, bold = false) {
      room(20);
      write(label, 0, width * 0.5, { size: 10, colour: INK2 });
      write(value, width * 0.4, width * 0.6, { size: 10, weight: bold ? 'bold' : 'regular' }, true);
      y += 6; rule(0.4, LINE); y += 14;
    },
    table(columns, rows, total) {
      const cells = (values: readonly string[], style: TextStyle): void => {
        let from = 0;
        columns.forEach((c, i) => { write(values[i] ?? '', from + 2, c.width * width - 4, style, c.end === true); from += c.width * width; });
      };
      const heads = (): void => { cells(columns.map((c) => c.head), { size: 8.5, weight: 'bold', colour: INK2 }); y += 5; rule(1); y += 13; };
      room(50); heads();
      for (const row of rows) {
        if (y + 18 > HEIGHT - MARGIN - 24) { newPage(); y += 6; heads(); }
        cells(row, { size: 9 }); y += 5; rule(0.3, LINE); y += 12;
      }
      if (total !== undefined) {
        room(24); y -= 12; rule(0.9); y += 13;
        cells(total, { size: 9.5, weight: 'bold' }); y += 5; rule(0.6); y += 2; rule(0.6); y += 16;
      }
      y += 4;
    },
    section(text) {
      room(64); y += 14;
      write(text, 0, width, { size: 11.5, weight: 'bold' });
      y += 5; rule(0.9); y += 13;
    },
    facts(facts) {
      const gap = 16, column = (width - gap) / 2, label = column * 0.4, style = { size: 9 };
      for (let i = 0; i < facts.length; i += 2) {
        const two = facts.slice(i, i + 2).map(([name, value]) => ({ name, lines: pen.wrap(value, column - label, style, 3) }));
        const tall = Math.max(...two.map((t) => t.lines.length)) * 12;
        room(tall + 6);
        two.forEach(({ name, lines }, k) => {
          const top = y;
          write(name, k * (column + gap), label - 4, { ...style, colour: INK2 });
          for (const line of lines) { write(line, k * (column + gap) + label, column - label, style); y += 12; }
          y = top;
        });
        y += tall - 7; rule(0.3, LINE); y += 12;
      }
    },
    box(height, draw) { room(height); draw(doc, pen, MARGIN, y, width); y += height; },
    space(points) { y += points; },
    signature(text) { room(70); y += 20; write(text, width * 0.52, width * 0.48, { size: 10 }); y += 50; },
    next() { finish(); doc.addPage(); first = pages; pages += 1; y = MARGIN; },
    async settled() {
      do await breathe(); while (!out.destroyed && doc.readableLength + tee.readableLength + tee.writableLength + out.writableLength > HELD_BYTES);
    },
    async end() {
      finish();
      doc.end();
      await done;
      return { sha256: hash.digest('hex'), bytes, pages };
    },
  };
  return paper;
}
