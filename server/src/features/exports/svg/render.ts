import { once } from 'node:events';
import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { TextPen, type TextStyle } from '../../../platform/pdf/index.ts';
import type { InLayer } from '../pdf/geo.ts';
import { type MapDocument, POINTS_PER_MM } from '../pdf/map-document.ts';
import { Painter } from '../pdf/paint.ts';
import { bodyOf, drawSheet } from '../pdf/render.ts';
import { wordsOf } from '../pdf/sheet.ts';
import { escape, num, SvgCanvas } from './canvas.ts';

/** Measures with the house's fonts and writes text that stays text: the reader's own letters are set to the width these would have. */
class SvgPen extends TextPen {
  readonly #canvas: SvgCanvas;
  constructor(canvas: SvgCanvas, direction: 'ltr' | 'rtl') { super(new PDFDocument({ autoFirstPage: false }), direction); this.#canvas = canvas; }
  override line(text: string, x: number, y: number, style: TextStyle): number {
    const width = this.width(text, style);
    const left = style.align === 'right' ? x - width : style.align === 'centre' ? x - width / 2 : x;
    const direction = style.direction ?? this.direction;
    const halo = style.halo ? ` stroke="${style.halo}" stroke-width="${num(style.size * 0.22)}" stroke-linejoin="round" paint-order="stroke"` : '';
    if (text !== '') this.#canvas.write(`<text x="${num(left + width / 2)}" y="${num(y)}" font-size="${num(style.size)}" text-anchor="middle" fill="${style.colour ?? '#14201b'}"${style.weight === 'bold' ? ' font-weight="600"' : ''}${direction === 'rtl' ? ' direction="rtl"' : ''} textLength="${num(width)}" lengthAdjust="spacingAndGlyphs"${halo}>${escape(text)}</text>`);
    return width;
  }
}

/** Writes the map as one SVG sheet: a group per layer with its name, under a group per branch; the sheet is as large as its paper. Rejects when the signal aborts. */
export async function writeSvg(map: MapDocument, out: Writable, progress: { done: (features: number) => void; signal?: AbortSignal }): Promise<{ counts: Record<string, number> }> {
  const { page, request } = map;
  const [w, h] = [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM];
  const canvas = new SvgCanvas(out);
  canvas.write(`<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="${page.width}mm" height="${page.height}mm" viewBox="0 0 ${num(w)} ${num(h)}" lang="${request.language}" font-family="'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', sans-serif"><title>${escape(map.title)}</title><rect width="100%" height="100%" fill="#ffffff"/>`);
  const layers: InLayer[] = map.layers.map((layer, i) => async (draw) => {
    canvas.write(`<g inkscape:groupmode="layer" inkscape:label="${escape(layer.title)}" data-layer="${escape(layer.style.layer)}" data-group="${escape(layer.group)}" class="layer-${i}">`);
    await draw();
    canvas.write('</g>');
    if (out.writableNeedDrain) await once(out, 'drain');
  });
  const doc = canvas.asDocument;
  const counts = await drawSheet({ doc, pen: new SvgPen(canvas, request.language === 'ar' ? 'rtl' : 'ltr'), painter: new Painter(doc, 1000 * POINTS_PER_MM / request.scale), map, rtl: request.language === 'ar', body: bodyOf(request.paper), word: wordsOf(map) }, layers, progress);
  canvas.write('</svg>');
  out.end();
  await once(out, 'finish');
  return { counts: Object.fromEntries(map.layers.map((layer) => [layer.style.layer, layer.cells ? layer.cells.reduce((sum, cell) => sum + cell.n, 0) : counts.get(layer.style.layer)?.get('*') ?? 0])) };
}
