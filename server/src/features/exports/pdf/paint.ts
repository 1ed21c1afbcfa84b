import type { Geometry, Position } from 'geojson';
import type PDFKit from 'pdfkit';
import { LIGHT, type Disc, type Fill, type MapSymbol, type Mark, type Rule } from '@sommier/domain/style';
import type { Box } from '@sommier/domain/exports';
import { densityShades } from './density.ts';
import type { Shape } from './map-document.ts';

/** Points of paper for one pixel of the style. */
export const PX = 0.75;
type Doc = PDFKit.PDFDocument;
type Pattern = { apply: (stroke: boolean, colour: string) => void };

const STEP = 4.6;
const half = STEP / 2;
const round = (r: number, x: number, y: number): string => {
  const k = r * 0.5523;
  return `${x + r} ${y} m ${x + r} ${y + k} ${x + k} ${y + r} ${x} ${y + r} c ${x - k} ${y + r} ${x - r} ${y + k} ${x - r} ${y} c ${x - r} ${y - k} ${x - k} ${y - r} ${x} ${y - r} c ${x + k} ${y - r} ${x + r} ${y - k} ${x + r} ${y} c f`;
};
const rising = `0.75 w 0 0 m ${STEP} ${STEP} l S -1 ${STEP - 1} m 1 ${STEP + 1} l S ${STEP - 1} -1 m ${STEP + 1} 1 l S`;
const falling = `0 ${STEP} m ${STEP} 0 l S -1 1 m 1 -1 l S ${STEP - 1} ${STEP + 1} m ${STEP + 1} ${STEP - 1} l S`;
// The page is drawn with y downwards, so the stroke that falls here rises on paper.
const TILES = { hatch: `0.75 w ${falling}`, cross: `${rising} ${falling}`, dots: `${round(0.62, half / 2, half / 2)} ${round(0.62, half * 1.5, half * 1.5)}` } as const;

const num = (n: number): string => String(Math.round(n * 100) / 100);
const trail = (line: readonly Position[], close: boolean): string =>
  line.map(([x = 0, y = 0], i) => `${num(x)} ${num(y)} ${i === 0 ? 'm' : 'l'}`).join(' ') + (close ? ' h' : '');

/** Path operators of the lines and rings of a geometry; empty for points. */
export function pathOf(shape: Geometry): string {
  switch (shape.type) {
    case 'LineString': return trail(shape.coordinates, false);
    case 'MultiLineString': return shape.coordinates.map((line) => trail(line, false)).join(' ');
    case 'Polygon': return shape.coordinates.map((ring) => trail(ring, true)).join(' ');
    case 'MultiPolygon': return shape.coordinates.flat().map((ring) => trail(ring, true)).join(' ');
    case 'GeometryCollection': return shape.geometries.map(pathOf).filter(Boolean).join(' ');
    default: return '';
  }
}
const isArea = (shape: Geometry): boolean => shape.type === 'Polygon' || shape.type === 'MultiPolygon' || (shape.type === 'GeometryCollection' && shape.geometries.some(isArea));
export const pointsOf = (shape: Geometry): Position[] =>
  shape.type === 'Point' ? [shape.coordinates] : shape.type === 'MultiPoint' ? shape.coordinates : shape.type === 'GeometryCollection' ? shape.geometries.flatMap(pointsOf) : [];

/** Draws symbols of the style as vectors. Hatches and dots are tiling patterns, kept once per document. */
export class Painter {
  readonly #doc: Doc;
  readonly #patterns: Map<string, Pattern>;
  /** Points of paper for one metre of ground. */
  readonly #perMetre: number;
  /** `like` is another painter of the document, whose hatches are used again. */
  constructor(doc: Doc, perMetre: number, like?: Painter) { this.#doc = doc; this.#perMetre = perMetre; this.#patterns = like ? like.#patterns : new Map<string, Pattern>(); }

  #tile(name: keyof typeof TILES): Pattern {
    let pattern = this.#patterns.get(name);
    if (!pattern) {
      pattern = (this.#doc as unknown as { pattern: (box: number[], x: number, y: number, stream: string) => Pattern }).pattern([0, 0, STEP, STEP], STEP, STEP, TILES[name]);
      this.#patterns.set(name, pattern);
    }
    return pattern;
  }

  #fill(fill: Fill, paths: readonly string[]): void {
    if (fill.pattern === 'empty') return;
    const doc = this.#doc;
    const all = (): void => { for (const path of paths) doc.addContent(`${path} f*`); };
    doc.save().fillOpacity(fill.pattern === 'plain' ? fill.opacity : fill.pattern === 'dots' ? 0.28 : 0.16).fillColor(LIGHT[fill.colour]);
    all();
    if (fill.pattern !== 'plain') {
      doc.fillOpacity(1);
      this.#tile(fill.pattern).apply(false, LIGHT[fill.ink]);
      all();
    }
    doc.restore();
  }

  /** Fills and strokes ready-made paths; `areas` says which of them enclose a surface. */
  paths(symbol: MapSymbol, areas: readonly string[], lines: readonly string[]): void {
    const doc = this.#doc;
    if (symbol.fill) this.#fill(symbol.fill, areas);
    const { line } = symbol;
    if (!line) return;
    if (line.band) for (const path of areas) {
      doc.save().addContent(`${path} W* n`);
      doc.strokeOpacity(0.14).lineWidth(line.band * 2 * PX).strokeColor(LIGHT[line.colour]).addContent(`${path} S`);
      doc.restore();
    }
    doc.save().lineWidth(line.width * PX * 0.8).lineJoin('round').strokeColor(LIGHT[line.colour]);
    if (line.dash) doc.addContent(`[${line.dash.map((d) => num(d * PX)).join(' ')}] 0 d`);
    for (const path of [...areas, ...lines]) doc.addContent(`${path} S`);
    doc.restore();
  }

  /** A dot, or a ringed pie whose full part is `part` (0..1), clockwise from the top. */
  mark(mark: Mark, x: number, y: number, part = 1): void {
    const doc = this.#doc;
    const r = mark.radius * PX;
    const pie = mark.pie !== undefined && part < 1;
    doc.lineWidth(mark.edgeWidth * PX).circle(x, y, r).fillAndStroke(pie ? LIGHT.paper : LIGHT[mark.fill], LIGHT[mark.edge]);
    if (!pie || part <= 0) return;
    const inner = r * 0.72;
    const end = part * 2 * Math.PI;
    const steps = Math.max(2, Math.ceil(end / 0.3));
    doc.moveTo(x, y);
    for (let i = 0; i <= steps; i += 1) doc.lineTo(x + inner * Math.sin(end * i / steps), y - inner * Math.cos(end * i / steps));
    doc.closePath().fill(LIGHT[mark.fill]);
  }

  /**
   * Discs of uncertainty inside `frame`, to lie under everything. Few enough, each is a circle; where they crowd, their sum is drawn as shades on a
   * fine grid, for a circle so pale that hundreds add up is too pale to be drawn at all.
   */
  discs(disc: Disc, features: readonly Shape[], frame: Box): void {
    const discs = features.flatMap(({ shape, properties }) => pointsOf(shape).map(([x = 0, y = 0]) => ({ x, y, r: Number(properties[disc.radiusField] ?? 0) * this.#perMetre })));
    const overlap = discs.reduce((sum, { r }) => sum + Math.PI * r * r / (frame.width * frame.height), 0);
    const doc = this.#doc;
    doc.save().fillColor(LIGHT[disc.colour]);
    if (overlap > 12) for (const { x, y, width, height, shade } of densityShades(discs, frame)) doc.fillOpacity(shade * 0.42).rect(x, y, width, height).fill();
    else {
      doc.fillOpacity(Math.min(disc.opacity * 2.4, 0.35 / Math.max(1, overlap)));
      for (const { x, y, r } of discs) doc.circle(x, y, r).fill();
    }
    doc.restore();
  }

  /** Draws the features of one rule: surfaces, lines, then marks. */
  shapes(rule: Rule, features: readonly Shape[]): void {
    const { symbol } = rule;
    const areas: string[] = [];
    const lines: string[] = [];
    for (const { shape } of features) {
      const path = pathOf(shape);
      if (path !== '') (isArea(shape) ? areas : lines).push(path);
    }
    if (areas.length + lines.length > 0) this.paths(symbol, areas, lines);
    const doc = this.#doc;
    const { mark } = symbol;
    const points = features.flatMap(({ shape, properties }) => pointsOf(shape).map((at) => ({ x: at[0] ?? 0, y: at[1] ?? 0, properties })));
    if (points.length === 0) return;
    doc.save();
    if (mark) for (const { x, y, properties } of points) this.mark(mark, x, y, mark.pie ? Number(properties[mark.pie] ?? 0) : 1);
    doc.restore();
  }
}
