import type PDFKit from 'pdfkit';
import { type Box, texts, type PrintText } from '@sommier/domain/exports';
import { fill, withUnit } from '@sommier/domain/shared';
import { LIGHT } from '@sommier/domain/style';
import { isolate } from '../../../platform/pdf/index.ts';
import { type MapDocument, POINTS_PER_MM } from './map-document.ts';
import type { Painter } from './paint.ts';
import type { TextPen, TextStyle } from '../../../platform/pdf/index.ts';

export const INK2 = '#45534c';

/** Everything the parts of a sheet share: the document, its pens, its words and its side of the page. */
export interface Sheet {
  doc: PDFKit.PDFDocument; pen: TextPen; painter: Painter; map: MapDocument;
  rtl: boolean;
  /** Size of body text in points; larger sheets are read from farther away. */
  body: number;
  word: (key: PrintText, params?: Record<string, unknown>) => string;
}

export const wordsOf = (map: { request: Pick<MapDocument['request'], 'language'> }): Sheet['word'] => (key, params = {}) => fill(texts[map.request.language][key], params);
/** A box of the layout, in points. */
export const inPoints = (box: Box): Box => ({ x: box.x * POINTS_PER_MM, y: box.y * POINTS_PER_MM, width: box.width * POINTS_PER_MM, height: box.height * POINTS_PER_MM });

/** Groups of three with a no-break space, as on the map's margins: 388 600. */
export const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
export const scaleText = (scale: number): string => isolate(`1:${grouped(scale)}`);

/** Writes at the side where lines start, or where they end, of a span from `x` over `width`. */
export function write(sheet: Sheet, text: string, x: number, y: number, width: number, style: TextStyle, end = false): void {
  const right = sheet.rtl !== end;
  sheet.pen.line(sheet.pen.fit(text, width, style), right ? x + width : x, y, { ...style, align: right ? 'right' : 'left' });
}

export const rule = (sheet: Sheet, x: number, y: number, width: number): void => {
  sheet.doc.save().lineWidth(0.8).strokeColor(LIGHT.ink).moveTo(x, y).lineTo(x + width, y).stroke().restore();
};

/** Arms or logo at the side where lines start, title, subtitle and the foot line. */
export function drawHead(sheet: Sheet): void {
  const { map, body, doc } = sheet;
  const head = inPoints(map.page.head);
  let used = 0;
  if (map.logo) {
    const side = head.height * 1.15;
    const image = (doc as unknown as { openImage: (source: Buffer) => { width: number; height: number } }).openImage(map.logo);
    const [w, h] = image.width > image.height * 2.4 ? [side * 2.4, side * 2.4 * image.height / image.width] : [side * image.width / image.height, side];
    doc.image(image as unknown as Buffer, sheet.rtl ? head.x + head.width - w : head.x, head.y - head.height * 0.08 + (side - h) / 2, { width: w, height: h });
    used = w + body;
  }
  const x = sheet.rtl ? head.x : head.x + used;
  write(sheet, map.title, x, head.y + body * 2, head.width - used, { size: body * 2.1, weight: 'bold' });
  write(sheet, [map.subtitle, sheet.word('print.asOf', { date: isolate(map.date) })].filter(Boolean).join(' · '), x, head.y + body * 4, head.width - used, { size: body * 1.1, colour: INK2 });
  const foot = inPoints(map.page.foot);
  const { paper, orientation } = map.request;
  const parts = [isolate('Sommier'), map.commune, `${isolate(paper)} ${sheet.word(`print.${orientation}`)}`, sheet.word('print.pageOf', { n: map.sheet.n, of: map.sheet.of })];
  write(sheet, parts.join(' · '), foot.x + foot.width * (sheet.rtl ? 0.5 : 0), foot.y + body * 1.2, foot.width * 0.5, { size: body * 0.85, colour: INK2 });
  write(sheet, map.request.disclaimer ?? sheet.word('print.disclaimer'), foot.x + foot.width * (sheet.rtl ? 0 : 0.5), foot.y + body * 1.2, foot.width * 0.5, { size: body * 0.85, colour: INK2 }, true);
}

const NICE = [1, 2, 5];
/** The round number of metres nearest below `most`: 1, 2 or 5 times a power of ten. */
export function roundBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.max(...NICE.map((n) => n * power).filter((n) => n <= most));
}

/** Bar of round metres at true length; it reads from the left in every language. */
export function drawScaleBar(sheet: Sheet, x: number, y: number, width: number): void {
  const { doc, pen, map, body } = sheet;
  const perMetre = 1000 * POINTS_PER_MM / map.request.scale;
  const total = roundBelow(width * 0.86 / perMetre);
  const length = total * perMetre;
  const left = sheet.rtl ? x + width - length - body * 1.4 : x;
  const unit = total >= 4000 ? { by: 1000, name: 'km' as const } : { by: 1, name: 'm' as const };
  doc.save().lineWidth(0.6).strokeColor(LIGHT.ink).fillColor(LIGHT.ink);
  doc.rect(left, y + body * 1.3, length / 4, body * 0.5).fillAndStroke(LIGHT.ink, LIGHT.ink);
  doc.rect(left + length / 4, y + body * 1.3, length / 4, body * 0.5).fillAndStroke(LIGHT.paper, LIGHT.ink);
  doc.rect(left + length / 2, y + body * 1.3, length / 2, body * 0.5).fillAndStroke(LIGHT.ink, LIGHT.ink);
  doc.restore();
  for (const part of [0, 0.25, 0.5, 1]) {
    const figure = String(Number((total * part / unit.by).toFixed(2)));
    pen.line(part === 1 ? withUnit(map.request.language, figure, unit.name) : figure, left + length * part, y + body, { size: body * 0.85, align: part === 0 ? 'left' : 'centre', direction: 'ltr' });
  }
}

/** Arrow to true north, which is not quite the top of a projected map. */
export function drawNorth(sheet: Sheet, x: number, y: number, size: number): void {
  const { doc, pen, map } = sheet;
  doc.save().rotate(map.frame.trueNorth * 180 / Math.PI, { origin: [x, y] }).lineWidth(0.7).strokeColor(LIGHT.ink);
  doc.moveTo(x, y - size / 2).lineTo(x - size * 0.26, y + size / 2).lineTo(x, y + size * 0.28).closePath().fillAndStroke(LIGHT.paper, LIGHT.ink);
  doc.moveTo(x, y - size / 2).lineTo(x + size * 0.26, y + size / 2).lineTo(x, y + size * 0.28).closePath().fillAndStroke(LIGHT.ink, LIGHT.ink);
  doc.restore();
  pen.line(sheet.word('print.north'), x, y + size / 2 + sheet.body * 1.1, { size: sheet.body, weight: 'bold', align: 'centre' });
}
