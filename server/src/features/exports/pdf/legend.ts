import { LIGHT, type LayerStyle, type MapSymbol } from '@sommier/domain/style';
import { withUnit } from '@sommier/domain/shared';
import type { PrintLayer } from './map-document.ts';
import { grouped, INK2, type Sheet, write } from './sheet.ts';

/** A part of the panel: its height in points is known before it is drawn. */
export interface Block { height: number; draw: (x: number, y: number, width: number) => void }
/** How many features each rule drew, by layer name then rule id. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

const rectangle = (x: number, y: number, w: number, h: number): string => `${x} ${y} m ${x + w} ${y} l ${x + w} ${y + h} l ${x} ${y + h} l h`;

function swatch(sheet: Sheet, symbol: MapSymbol, x: number, y: number, w: number, h: number, surface: boolean): void {
  if (surface) {
    sheet.painter.paths(symbol, [rectangle(x, y, w, h)], []);
    return;
  }
  if (symbol.line && !symbol.mark) sheet.painter.paths({ line: { ...symbol.line, band: 0 } }, [], [`${x} ${y + h / 2} m ${x + w} ${y + h / 2} l`]);
  if (symbol.mark) sheet.painter.mark(symbol.mark, x + w / 2, y + h / 2, symbol.mark.pie ? 0.6 : 1);
}

function matrix(sheet: Sheet, style: LayerStyle, counts: ReadonlyMap<string, number>): Block {
  const { body } = sheet;
  const rows = style.matrix?.rows ?? [];
  const columns = style.matrix?.columns ?? [];
  const language = sheet.map.request.language;
  const line = body * 2.25;
  return {
    height: body * 1.6 + rows.length * line,
    draw: (x, y, width) => {
      const head = width * 0.39;
      const cell = (width - head) / columns.length;
      const left = (column: number): number => sheet.rtl ? x + width - head - cell * (column + 1) : x + head + cell * column;
      columns.forEach((column, i) => { sheet.pen.line(sheet.pen.fit(column.text[language], cell - 1, { size: body * 0.72 }), left(i) + cell / 2, y + body, { size: body * 0.72, align: 'centre', colour: INK2 }); });
      rows.forEach((row, r) => {
        const top = y + body * 1.6 + r * line;
        write(sheet, row.text[language], sheet.rtl ? x + width - head : x, top + body * 1.15, head - 3, { size: body * 0.82 });
        columns.forEach((column, i) => {
          const found = style.rules.find((one) => one.id === `${row.id}.${column.id}`);
          if (found) swatch(sheet, found.symbol, left(i) + cell * 0.14, top, cell * 0.5, body * 1.55, true);
          const n = counts.get(`${row.id}.${column.id}`) ?? 0;
          if (n > 0) sheet.pen.line(grouped(n), left(i) + cell * 0.68, top + body * 1.1, { size: body * 0.66, colour: INK2, direction: 'ltr' });
        });
      });
    },
  };
}

/** The legend of one layer: only what the frame shows of it. */
export function legendOf(sheet: Sheet, layer: PrintLayer, counts: ReadonlyMap<string, number>): Block {
  const { body } = sheet;
  const { style } = layer;
  const language = sheet.map.request.language;
  const parts: Block[] = [];
  const line = body * 1.75;
  const entry = (text: string, draw: (x: number, y: number, w: number, h: number) => void): Block => ({
    height: line,
    draw: (x, y, width) => {
      const w = body * 2.6;
      draw(sheet.rtl ? x + width - w : x, y + body * 0.3, w, body * 1.1);
      write(sheet, text, sheet.rtl ? x : x + w + body * 0.7, y + body * 1.2, width - w - body * 0.7, { size: body * 0.9 });
    },
  });
  if (layer.picture) {
    const { pieces, pixelM } = layer.picture, middle = pieces[Math.floor(pieces.length / 2)];
    const fine = pixelM === null ? sheet.word('print.picture') : sheet.word('print.picture.fine', { length: withUnit(language, grouped(Math.round(pixelM * 100) / 100), 'm') });
    if (middle) parts.push(entry(fine, (x, y, w, h) => {
      // A piece of the picture itself, cut to the sign's box.
      sheet.doc.save().rect(x, y, w, h).clip();
      sheet.doc.image(middle.bytes, x, y + (h - w * middle.height / middle.width) / 2, { width: w, height: w * middle.height / middle.width }).restore();
    }));
  } else if (layer.cells && style.cells) {
    const { cells } = style;
    const side = (layer.cells[0]?.side ?? 0) / (72 / 25.4) * sheet.map.request.scale / 1000;
    parts.push(entry(sheet.word('print.cells', { text: cells.text[language], side: grouped(side) }), (x, y, w, h) => {
      sheet.doc.save().fillOpacity(0.45).rect(x + w / 2 - h / 2, y, h, h).fill(LIGHT[cells.colour]).restore();
    }));
  } else if (style.matrix) parts.push(matrix(sheet, style, counts));
  else for (const rule of style.rules) {
    if (!counts.get(rule.id)) continue;
    const surface = !!rule.symbol.fill && counts.get(`${rule.id}#area`) !== undefined;
    const lineOnly = rule.symbol.fill && !surface && counts.get(`${rule.id}#line`) !== undefined;
    const symbol: MapSymbol = lineOnly && rule.symbol.line ? { line: rule.symbol.line } : rule.symbol.line && counts.get(`${rule.id}#point`) === undefined && !surface ? { line: rule.symbol.line } : rule.symbol;
    parts.push(entry(rule.text[language], (x, y, w, h) => { swatch(sheet, symbol, x, y, w, h, surface); }));
    if (rule.symbol.disc) {
      const { disc } = rule.symbol;
      parts.push(entry(sheet.word('print.discs'), (x, y, w, h) => {
        for (let i = 0; i < 6; i += 1) sheet.doc.save().fillOpacity(0.05).circle(x + w / 2, y + h / 2, h * (0.35 + i * 0.06)).fill(LIGHT[disc.colour]).restore();
      }));
    }
  }
  if (parts.length === 0) parts.push({ height: line, draw: (x, y, width) => { write(sheet, sheet.word('print.empty'), x, y + body * 1.2, width, { size: body * 0.9, colour: INK2 }); } });
  const heading = body * 1.9;
  return {
    height: heading + parts.reduce((sum, part) => sum + part.height, 0) + body * 0.8,
    draw: (x, y, width) => {
      write(sheet, layer.title, x, y + body * 1.2, width, { size: body * 1.1, weight: 'bold' });
      let at = y + heading;
      for (const part of parts) { part.draw(x, at, width); at += part.height; }
    },
  };
}
