import type PDFKit from 'pdfkit';
import { sheetScale } from '@sommier/domain/papers';
import { withUnit, type Language } from '@sommier/domain/shared';
import { LIGHT, ruleFor } from '@sommier/domain/style';
import type { Read, Tx } from '../../platform/db/index.ts';
import type { TextPen } from '../../platform/pdf/index.ts';
import { grouped, groundFrame, openSource, Painter, pathOf, pointsOf, POINTS_PER_MM, printLayer, roundBelow, type GroundFrame, type LayerSource, type Shape } from '../exports/index.ts';
import type { SheetFacts } from './facts.queries.ts';

/** The map of a sheet, in millimetres: its scale is true on paper. */
export const FRAME_MM = { x: 0, y: 0, width: 110, height: 78 };
/** More than this about one property is ink, not information. */
const MOST = 4000;

export interface MapPart { scale: number; frame: GroundFrame; layers: { source: LayerSource; shapes: Shape[] }[] }
/** The layers a sheet's map shows, from the bottom; opened once for all sheets of a file. */
export const openLayers = async (tx: Tx): Promise<LayerSource[]> => [await openSource(tx, 'parcels'), await openSource(tx, 'assets')];

/** What the map of one sheet shows: the property, its neighbours and the parcels under them. Null where it has no place. */
export async function readMap(read: Read, ground: SheetFacts['ground'], srid: number, sources: readonly LayerSource[], signal?: AbortSignal): Promise<MapPart | null> {
  if (ground === null) return null;
  const scale = sheetScale(ground, FRAME_MM);
  const frame = await read((tx) => groundFrame(tx, srid, { center: [ground.lon, ground.lat], scale }, FRAME_MM));
  const box = { x: 0, y: 0, width: FRAME_MM.width * POINTS_PER_MM, height: FRAME_MM.height * POINTS_PER_MM };
  const layers: MapPart['layers'] = [];
  for (const source of sources) {
    const { layer } = await printLayer(read, source, source.layer, { frame, box, scale }, signal);
    const shapes: Shape[] = [];
    for await (const slice of layer.shapes ?? []) { shapes.push(...slice); if (shapes.length > MOST) break; }
    layers.push({ source, shapes });
  }
  return { scale, frame, layers };
}

const painters = new WeakMap<PDFKit.PDFDocument, Painter>();
/** One painter a file, so that a hatch is written into it once. */
const painterOf = (doc: PDFKit.PDFDocument): Painter => {
  let painter = painters.get(doc);
  if (!painter) painters.set(doc, painter = new Painter(doc, 1));
  return painter;
};

function bar(doc: PDFKit.PDFDocument, pen: TextPen, map: MapPart, x: number, y: number, language: Language): void {
  const perMetre = 1000 * POINTS_PER_MM / map.scale;
  const metres = roundBelow(90 / perMetre), length = metres * perMetre;
  doc.save().lineWidth(0.6).strokeColor(LIGHT.ink).rect(x, y, length / 2, 3).fillAndStroke(LIGHT.ink, LIGHT.ink).rect(x + length / 2, y, length / 2, 3).fillAndStroke(LIGHT.paper, LIGHT.ink).restore();
  pen.line('0', x, y + 11, { size: 7, direction: 'ltr' });
  pen.line(metres >= 1000 ? withUnit(language, String(metres / 1000), 'km') : withUnit(language, grouped(metres), 'm'), x + length, y + 11, { size: 7, align: 'centre', direction: 'ltr' });
}

function north(doc: PDFKit.PDFDocument, pen: TextPen, map: MapPart, x: number, y: number, letter: string): void {
  doc.save().rotate(map.frame.trueNorth * 180 / Math.PI, { origin: [x, y] }).lineWidth(0.6).strokeColor(LIGHT.ink);
  doc.moveTo(x, y - 9).lineTo(x - 4.5, y + 9).lineTo(x, y + 5).closePath().fillAndStroke(LIGHT.paper, LIGHT.ink);
  doc.moveTo(x, y - 9).lineTo(x + 4.5, y + 9).lineTo(x, y + 5).closePath().fillAndStroke(LIGHT.ink, LIGHT.ink);
  doc.restore();
  pen.line(letter, x, y - 12, { size: 8, weight: 'bold', align: 'centre' });
}

/** Draws the map with its corner at (x, y), the property outlined over its neighbours, a bar of true metres and the north. */
export function drawMap(doc: PDFKit.PDFDocument, pen: TextPen, map: MapPart, x: number, y: number, subject: string, letter: string, language: Language): void {
  const width = FRAME_MM.width * POINTS_PER_MM, height = FRAME_MM.height * POINTS_PER_MM;
  const painter = painterOf(doc);
  doc.save().rect(x, y, width, height).fill(LIGHT.halo).restore();
  doc.save().rect(x, y, width, height).clip().translate(x, y);
  const mine: Shape[] = [];
  for (const { source, shapes } of map.layers) {
    if (source.layer === 'assets') mine.push(...shapes.filter((s) => String(s.properties['id']) === subject));
    for (const rule of source.style.rules) painter.shapes(rule, shapes.filter((s) => ruleFor(source.style, s.properties) === rule));
  }
  for (const { shape } of mine) {
    const path = pathOf(shape);
    doc.lineJoin('round');
    if (path !== '') { doc.save().lineWidth(4.5).strokeColor(LIGHT.paper).addContent(`${path} S`); doc.lineWidth(2).strokeColor(LIGHT.select).addContent(`${path} S`); doc.restore(); }
    for (const [px = 0, py = 0] of pointsOf(shape)) doc.save().lineWidth(2).strokeColor(LIGHT.select).circle(px, py, 6).stroke().restore();
  }
  // The references of parcels, where there is room to read them.
  for (const { shapes } of map.layers.filter((l) => l.source.layer === 'parcels')) {
    for (const { properties } of shapes.slice(0, 120)) {
      const at = properties['label_at'] as [number, number] | undefined, text = properties['reference'];
      if (at && typeof text === 'string' && text !== '') pen.line(text, at[0], at[1], { size: 6, align: 'centre', colour: LIGHT.label, halo: LIGHT.halo, direction: 'ltr' });
    }
  }
  doc.restore();
  doc.save().lineWidth(0.9).strokeColor(LIGHT.ink).rect(x, y, width, height).stroke().restore();
  bar(doc, pen, map, x + 8, y + height - 18, language);
  north(doc, pen, map, x + width - 12, y + 24, letter);
}
