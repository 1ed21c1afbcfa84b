import PDFDocument from 'pdfkit';
import type { Writable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import type PDFKit from 'pdfkit';
import type { Box } from '@sommier/domain/exports';
import { LIGHT, ruleFor, type Label } from '@sommier/domain/style';
import { AttributeTree } from './attributes.ts';
import { georeference, type InLayer, optionalContent } from './geo.ts';
import { drawGrid } from './grid.ts';
import { Labeller } from './labels.ts';
import { type MapDocument, POINTS_PER_MM, type PrintLayer, type Shape } from './map-document.ts';
import { Painter, pathOf, pointsOf } from './paint.ts';
import { drawPanel } from './panel.ts';
import { drawHead, inPoints, type Sheet, wordsOf } from './sheet.ts';
import { drawStrip } from './strip.ts';
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

/** A picture of the ground, piece by piece. */
function drawPicture({ doc }: Sheet, { picture }: PrintLayer): void {
  for (const { bytes, x, y, width, height } of picture?.pieces ?? []) doc.image(bytes, x, y, { width, height });
}

const keep = (byRule: Map<string, Shape[]>, rule: string, feature: Shape): void => {
  const mine = byRule.get(rule);
  if (mine) mine.push(feature); else byRule.set(rule, [feature]);
};
/** A point past the frame is read for its disc that reaches in; it does not count as shown. */
const isOutside = ({ shape }: Shape, frame: Box): boolean => shape.type === 'Point'
  && ((shape.coordinates[0] ?? 0) < frame.x || (shape.coordinates[0] ?? 0) > frame.x + frame.width || (shape.coordinates[1] ?? 0) < frame.y || (shape.coordinates[1] ?? 0) > frame.y + frame.height);

/** Draws a layer slice by slice; counts what each rule drew and collects its labels. */
async function drawLayer(sheet: Sheet, layer: PrintLayer, labeller: Labeller, counts: Map<string, number>, progress: Progress, tree: AttributeTree | undefined): Promise<void> {
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
      if (!features) continue;
      if (tree) for (const feature of features) tree.feature(layer.title, feature, () => { sheet.painter.shapes(rule, [feature]); });
      else sheet.painter.shapes(rule, features);
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

/** The page's subject over everything: its outline in the colour of a choice, on a pale edge. */
function drawSubject(sheet: Sheet): void {
  const { doc, map } = sheet;
  if (!map.subject) return;
  const path = pathOf(map.subject);
  doc.save().lineJoin('round');
  if (path !== '') doc.lineWidth(3.6).strokeColor(LIGHT.paper).addContent(`${path} S`).lineWidth(1.8).strokeColor(LIGHT.select).addContent(`${path} S`);
  for (const [x = 0, y = 0] of pointsOf(map.subject)) doc.lineWidth(1.8).strokeColor(LIGHT.select).circle(x, y, 6).stroke();
  doc.restore();
}

interface Group { layer: PrintLayer; group: InLayer; mine: Map<string, number>; labeller: Labeller }
/** Draws one sheet on the document's page; answers the counts by layer and rule. */
export async function drawSheet(sheet: Sheet, groups: readonly InLayer[], progress: Progress, tree?: AttributeTree): Promise<Map<string, Map<string, number>>> {
  const { doc, map } = sheet;
  const { request } = map;
  const frame = inPoints(map.page.map);
  drawHead(sheet);
  doc.rect(frame.x, frame.y, frame.width, frame.height).fill(LIGHT.halo);
  const counts = new Map<string, Map<string, number>>();
  doc.save().rect(frame.x, frame.y, frame.width, frame.height).clip();
  const taken: Box[] = [];
  const drawn = map.layers.flatMap((layer, i): Group[] => {
    const group = groups[i];
    const mine = new Map<string, number>();
    counts.set(layer.style.layer, mine);
    return group ? [{ layer, group, mine, labeller: new Labeller(sheet, frame, taken) }] : [];
  });
  for (const one of drawn.toReversed()) if (one.layer.picture) await one.group(() => { drawPicture(sheet, one.layer); return Promise.resolve(); });
  if (request.grid) drawGrid(sheet, false);
  for (const one of drawn) await one.group(async () => { one.layer = await drawDiscs(sheet, one.layer, frame); });
  for (const one of drawn.toReversed()) await one.group(() => drawLayer(sheet, one.layer, one.labeller, one.mine, progress, tree));
  drawSubject(sheet);
  // Names come last, over every layer, those of the upper layers first.
  for (const one of drawn) await one.group(() => { one.labeller.draw(); return Promise.resolve(); });
  doc.restore();
  doc.save().lineWidth(1.4).strokeColor(LIGHT.ink).rect(frame.x, frame.y, frame.width, frame.height).stroke().restore();
  if (request.grid) drawGrid(sheet, true);
  drawStrip(sheet);
  drawPanel(sheet, counts);
  return counts;
}

/** Size of body text in points; larger sheets are read from farther away. */
export const bodyOf = (paper: string): number => (paper === 'A4' ? 7.6 : paper === 'A3' ? 9 : 11);
const inSheet = (map: MapDocument, counts: Map<string, Map<string, number>>): Record<string, number> =>
  Object.fromEntries(map.layers.map((layer) => [layer.style.layer, layer.cells ? layer.cells.reduce((sum, cell) => sum + cell.n, 0) : counts.get(layer.style.layer)?.get('*') ?? 0]));

/** What may wait in memory for the disk before the next page is drawn. */
const HELD_BYTES = 256 * 1024;

/**
 * Writes maps as the sheets of one PDF to `out`: vectors at an exact scale, a switchable layer per map layer, georeferenced page by page, text that
 * copies. All sheets have the layers of the first. Memory holds one slice of features and one page at a time; resolves when the last byte is written.
 * Rejects when the signal aborts. Answers the features drawn by layer.
 */
export async function renderSheets(maps: AsyncIterable<MapDocument>, out: Writable, progress: Progress): Promise<{ counts: Record<string, number>; pages: number }> {
  const sums: Record<string, number> = {};
  let open: { doc: PDFKit.PDFDocument; pen: TextPen; content: ReturnType<typeof optionalContent>; tree: AttributeTree | undefined; painters: Map<number, Painter> } | undefined;
  const finished = new Promise<void>((resolve, reject) => { out.on('finish', resolve).on('error', reject); });
  finished.catch(() => undefined);
  let pages = 0;
  for await (const map of maps) {
    progress.signal?.throwIfAborted();
    const { page, request } = map;
    const size: [number, number] = [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM];
    if (!open) {
      const doc = new PDFDocument({
        size, margin: 0, pdfVersion: '1.7', lang: request.language, displayTitle: true,
        info: { Title: map.title, Author: request.author ?? map.commune, Subject: map.subtitle, Creator: 'Sommier', Producer: 'Sommier' },
      });
      doc.pipe(out);
      open = { doc, pen: new TextPen(doc, request.language === 'ar' ? 'rtl' : 'ltr'), content: optionalContent(doc, map.layers), tree: request.attributes ? new AttributeTree(doc) : undefined, painters: new Map() };
    } else open.doc.addPage({ size, margin: 0 });
    const { doc, pen, content, tree, painters } = open;
    content.page();
    tree?.page();
    georeference(doc, map);
    // Hatches are kept once a document, whatever the scales of its pages.
    const painter = painters.get(request.scale) ?? new Painter(doc, 1000 * POINTS_PER_MM / request.scale, [...painters.values()][0]);
    painters.set(request.scale, painter);
    const sheet: Sheet = { doc, pen, painter, map, rtl: request.language === 'ar', body: bodyOf(request.paper), word: wordsOf(map) };
    const counts = await drawSheet(sheet, content.layers, progress, tree);
    for (const [layer, n] of Object.entries(inSheet(map, counts))) sums[layer] = (sums[layer] ?? 0) + n;
    pages += 1;
    do await breathe(); while (!out.destroyed && doc.readableLength + out.writableLength > HELD_BYTES);
  }
  if (!open) throw new Error('no sheet to draw');
  open.tree?.end();
  open.doc.end();
  await finished;
  return { counts: sums, pages };
}

async function* one(map: MapDocument): AsyncGenerator<MapDocument> { yield map; }
/** Writes one map as one sheet. */
export const renderMap = (map: MapDocument, out: Writable, progress: Progress): Promise<{ counts: Record<string, number>; pages: number }> => renderSheets(one(map), out, progress);
