import PDFDocument from 'pdfkit';
import type { Writable } from 'node:stream';
import type { Box } from '@sommier/domain/exports';
import { LIGHT, ruleFor, type Label } from '@sommier/domain/style';
import { georeference, optionalContent } from './geo.ts';
import { Labeller } from './labels.ts';
import { type MapDocument, POINTS_PER_MM, type PrintLayer, type Shape } from './map-document.ts';
import { Painter } from './paint.ts';
import { drawPanel } from './panel.ts';
import { drawGrid, drawHead, inPoints, type Sheet, wordsOf } from './sheet.ts';
import { TextPen } from '../../../platform/pdf/index.ts';

interface Progress { done: (features: number) => void; signal?: AbortSignal }

function drawCells(sheet: Sheet, layer: PrintLayer): void {
  const { doc, pen } = sheet;
  const colour = layer.style.cells?.colour ?? 'listing';
  const most = Math.max(1, ...(layer.cells ?? []).map((cell) => cell.n));
  for (const cell of layer.cells ?? []) {
    doc.save().fillOpacity(0.12 + 0.6 * Math.sqrt(cell.n / most)).rect(cell.x, cell.y, cell.side, cell.side).fill(LIGHT[colour]).restore();
    if (cell.n >= 2) pen.line(String(cell.n), cell.x + cell.side / 2, cell.y + cell.side / 2 + sheet.body * 0.3, { size: sheet.body * 0.8, align: 'centre', direction: 'ltr', halo: LIGHT.halo });
  }
}

const keep = (byRule: Map<string, Shape[]>, rule: string, feature: Shape): void => {
  const mine = byRule.get(rule);
  if (mine) mine.push(feature); else byRule.set(rule, [feature]);
};
/** A point past the frame is read for its disc that reaches in; it does not count as shown. */
const isOutside = ({ shape }: Shape, frame: Box): boolean => shape.type === 'Point'
  && ((shape.coordinates[0] ?? 0) < frame.x || (shape.coordinates[0] ?? 0) > frame.x + frame.width || (shape.coordinates[1] ?? 0) < frame.y || (shape.coordinates[1] ?? 0) > frame.y + frame.height);

/** Draws a layer slice by slice; counts what each rule drew and collects its labels. */
async function drawLayer(sheet: Sheet, layer: PrintLayer, labeller: Labeller, counts: Map<string, number>, progress: Progress): Promise<void> {
  if (layer.cells) { drawCells(sheet, layer); progress.done(layer.cells.length); return; }
  const bump = (key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1); };
  const label: Label | undefined = layer.style.label;
  for await (const slice of layer.shapes ?? []) {
    progress.signal?.throwIfAborted();
    const byRule = new Map<string, Shape[]>();
    for (const feature of slice) {
      const rule = ruleFor(layer.style, feature.properties);
      if (isOutside(feature, labeller.frame)) { if (rule) keep(byRule, rule.id, feature); continue; }
      bump('*');
      if (!rule) continue;
      bump(rule.id);
      bump(`${rule.id}#${/Polygon/.test(feature.shape.type) ? 'area' : /Point/.test(feature.shape.type) ? 'point' : 'line'}`);
      keep(byRule, rule.id, feature);
    }
    for (const rule of layer.style.rules) {
      const features = byRule.get(rule.id);
      if (features) sheet.painter.shapes(rule, features);
    }
    const { letter } = layer.style;
    if (letter && sheet.map.request.scale <= letter.fromScale) {
      labeller.collect({ field: { fr: 'letter' }, colour: letter.colour, size: letter.size, fromScale: letter.fromScale, bold: true }, slice.map((f) => ({ ...f, properties: { ...f.properties, letter: letter.of[String(f.properties[letter.field])] } })));
    }
    if (label && sheet.map.request.scale <= label.fromScale) labeller.collect(label, slice);
    progress.done(slice.length);
  }
}

async function* again(slices: readonly (readonly Shape[])[]): AsyncGenerator<readonly Shape[]> { yield* slices; }

/** Discs lie under every layer, though they belong to the group of their own: such a layer is read first and kept (it comes as cells when it is large). */
async function drawDiscs(sheet: Sheet, layer: PrintLayer, frame: Box): Promise<PrintLayer> {
  if (!layer.shapes || !layer.style.rules.some((rule) => rule.symbol.disc)) return layer;
  const slices: (readonly Shape[])[] = [];
  for await (const slice of layer.shapes) slices.push(slice);
  for (const rule of layer.style.rules) {
    const { disc } = rule.symbol;
    if (disc) sheet.painter.discs(disc, slices.flat().filter((feature) => ruleFor(layer.style, feature.properties) === rule), frame);
  }
  return { ...layer, shapes: again(slices) };
}

/**
 * Writes the map as one PDF sheet to `out`: vectors at an exact scale, a switchable layer per map layer, georeferenced, text that copies.
 * Memory holds one slice of features at a time; resolves when the last byte is written. Rejects when the signal aborts.
 */
export async function renderMap(map: MapDocument, out: Writable, progress: Progress): Promise<{ counts: Record<string, number> }> {
  const { page, request } = map;
  const rtl = request.language === 'ar';
  const doc = new PDFDocument({
    size: [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM], margin: 0, pdfVersion: '1.7', lang: request.language, displayTitle: true,
    info: { Title: map.title, Author: request.author ?? map.commune, Subject: map.subtitle, Creator: 'Sommier', Producer: 'Sommier' },
  });
  const finished = new Promise<void>((resolve, reject) => { out.on('finish', resolve).on('error', reject); });
  doc.pipe(out);
  const body = request.paper === 'A4' ? 7.6 : request.paper === 'A3' ? 9 : 11;
  const pen = new TextPen(doc, rtl ? 'rtl' : 'ltr');
  const sheet: Sheet = { doc, pen, painter: new Painter(doc, 1000 * POINTS_PER_MM / request.scale), map, rtl, body, word: wordsOf(map) };
  const frame = inPoints(page.map);
  georeference(doc, map);
  drawHead(sheet);
  doc.rect(frame.x, frame.y, frame.width, frame.height).fill(LIGHT.halo);
  const counts = new Map<string, Map<string, number>>();
  const groups = optionalContent(doc, map.layers.map((layer) => layer.title));
  doc.save().rect(frame.x, frame.y, frame.width, frame.height).clip();
  if (request.grid) drawGrid(sheet, false);
  const taken: Box[] = [];
  const drawn = map.layers.flatMap((layer, i) => {
    const group = groups[i];
    const mine = new Map<string, number>();
    counts.set(layer.style.layer, mine);
    return group ? [{ layer, group, mine, labeller: new Labeller(sheet, frame, taken) }] : [];
  });
  for (const one of drawn) await one.group(async () => { one.layer = await drawDiscs(sheet, one.layer, frame); });
  for (const one of drawn.toReversed()) await one.group(() => drawLayer(sheet, one.layer, one.labeller, one.mine, progress));
  // Names come last, over every layer, those of the upper layers first.
  for (const one of drawn) await one.group(() => { one.labeller.draw(); return Promise.resolve(); });
  doc.restore();
  doc.save().lineWidth(1.4).strokeColor(LIGHT.ink).rect(frame.x, frame.y, frame.width, frame.height).stroke().restore();
  if (request.grid) drawGrid(sheet, true);
  drawPanel(sheet, counts);
  doc.end();
  await finished;
  return { counts: Object.fromEntries(map.layers.map((layer) => [layer.style.layer, layer.cells ? layer.cells.reduce((sum, cell) => sum + cell.n, 0) : counts.get(layer.style.layer)?.get('*') ?? 0])) };
}
