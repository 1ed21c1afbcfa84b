import { shadeOf } from '@sommier/domain/style';
import { metresOfDegree } from '@sommier/domain/zones';
import type { TextPen } from '../../platform/pdf/index.ts';
import type { AskedZone } from './ask.queries.ts';

/** From "none" to the highest fifth. */
const SHADES = ['#ffffff', '#e3ece5', '#c3d8c8', '#94bb9e', '#5f9570', '#2f6b4a'];
const INK = '#45534c', SMALL = 6.5, LEGEND = 26, TITLE = 14;
/** Height in points of a map with its title and legend. */
export const MAP_HEIGHT = 270;

export interface BriefMap {
  title: string;
  /** The figure of a zone, and how figures are written. */
  of: (zone: string) => number;
  written: (n: number) => string;
}
interface Frame { x: number; y: number; width: number; rtl: boolean; kilometres: (n: number) => string; from: (n: string) => string }

/** A round length of ground that takes about a quarter of the width. */
function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2, 1].find((n) => n * power <= metres) ?? 1) * power;
}

/** Zones in five shades of one figure, north up, with their names where they fit, the scale, and what each shade stands for. */
export function drawMap(doc: PDFKit.PDFDocument, pen: TextPen, zones: readonly (AskedZone & { name: string })[], map: BriefMap, { x, y, width, rtl, kilometres, from }: Frame): void {
  const points = zones.flatMap((z) => z.polygons.flatMap((p) => p.flatMap((ring) => ring.map((c) => [c[0] ?? 0, c[1] ?? 0] as const))));
  const [west, east, south, north] = points.reduce(([w, e, s, n], [a, b]) => [Math.min(w, a), Math.max(e, a), Math.min(s, b), Math.max(n, b)], [Infinity, -Infinity, Infinity, -Infinity]);
  const height = MAP_HEIGHT - TITLE - LEGEND - 10, degree = metresOfDegree((south + north) / 2), squeeze = degree.x / degree.y;
  const scale = Math.min((width - 8) / Math.max(1e-9, (east - west) * squeeze), (height - 8) / Math.max(1e-9, north - south));
  const at = (lon: number, lat: number): [number, number] => [x + width / 2 + (lon - (west + east) / 2) * squeeze * scale, y + TITLE + height / 2 - (lat - (south + north) / 2) * scale];
  pen.line(pen.fit(map.title, width, { size: 8.5, weight: 'bold' }), rtl ? x + width : x, y + 8.5, { size: 8.5, weight: 'bold', align: rtl ? 'right' : 'left' });
  const most = zones.reduce((n, z) => Math.max(n, map.of(z.id)), 0);
  for (const zone of zones) {
    for (const polygon of zone.polygons) for (const ring of polygon) ring.forEach((c, k) => { const [a, b] = at(c[0] ?? 0, c[1] ?? 0); if (k === 0) doc.moveTo(a, b); else doc.lineTo(a, b); });
    doc.lineWidth(0.4).fillAndStroke(SHADES[shadeOf(map.of(zone.id), most)] ?? '#ffffff', INK, 'even-odd');
  }
  for (const zone of zones) {
    const outline = zone.polygons.map((p) => p[0] ?? []).sort((a, b) => b.length - a.length)[0] ?? [], xs = outline.map((c) => c[0] ?? 0), ys = outline.map((c) => c[1] ?? 0);
    const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], room = (e - w) * squeeze * scale - 3, style = { size: SMALL, align: 'centre', colour: shadeOf(map.of(zone.id), most) === 5 ? '#ffffff' : '#14201b' } as const;
    if (room <= 0 || pen.width(zone.name, style) > room || (n - s) * scale < SMALL) continue;
    const [cx, cy] = at((w + e) / 2, (s + n) / 2);
    pen.line(zone.name, cx, cy + SMALL / 3, style);
  }
  const metres = roundLength(width / scale * degree.y / 4), long = metres / degree.y * scale, foot = y + TITLE + height + 6, start = rtl ? x + width - long : x;
  doc.lineWidth(0.8).moveTo(start, foot - 3).lineTo(start, foot).lineTo(start + long, foot).lineTo(start + long, foot - 3).stroke(INK);
  pen.line(kilometres(metres / 1000), rtl ? start - 4 : start + long + 4, foot, { size: SMALL, align: rtl ? 'right' : 'left' });
  const step = width / 5;
  for (let shade = 1; shade <= 5; shade += 1) {
    const left = rtl ? x + width - shade * step : x + (shade - 1) * step, text = shade === 1 ? '> 0' : from(map.written(most * ((shade - 1) / 5) ** 2));
    doc.lineWidth(0.4).rect(rtl ? left + step - 10 : left, foot + 7, 10, 7).fillAndStroke(SHADES[shade] ?? '#ffffff', INK);
    pen.line(pen.fit(text, step - 14, { size: SMALL }), rtl ? left + step - 13 : left + 13, foot + 13, { size: SMALL, align: rtl ? 'right' : 'left' });
  }
}
