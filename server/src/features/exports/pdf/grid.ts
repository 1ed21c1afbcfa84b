import type { Box } from '@sommier/domain/exports';
import type { MapDocument } from './map-document.ts';
import { grouped, INK2, inPoints, roundBelow, type Sheet } from './sheet.ts';

type Point = readonly [number, number];

/** From projected metres to points of the sheet, for a sheet turned as it may be. */
export function placer({ frame, request, page }: Pick<MapDocument, 'frame' | 'page'> & { request: { scale: number } }): (e: number, n: number) => Point {
  const box = inPoints(page.map);
  const k = 1000 * 72 / 25.4 / request.scale;
  const [sin, cos] = [Math.sin(frame.rotation), Math.cos(frame.rotation)];
  return (e, n) => {
    const [de, dn] = [e - frame.centre[0], n - frame.centre[1]];
    return [box.x + box.width / 2 + k * (de * cos - dn * sin), box.y + box.height / 2 - k * (de * sin + dn * cos)];
  };
}

/** The part of a segment inside a box (Liang and Barsky); undefined where none is. */
export function cut([x0, y0]: Point, [x1, y1]: Point, box: Box): [Point, Point] | undefined {
  let [from, to] = [0, 1];
  const [dx, dy] = [x1 - x0, y1 - y0];
  for (const [p, q] of [[-dx, x0 - box.x], [dx, box.x + box.width - x0], [-dy, y0 - box.y], [dy, box.y + box.height - y0]] as const) {
    if (p === 0) { if (q < 0) return undefined; continue; }
    const at = q / p;
    if (p < 0) from = Math.max(from, at); else to = Math.min(to, at);
  }
  return from < to ? [[x0 + dx * from, y0 + dy * from], [x0 + dx * to, y0 + dy * to]] : undefined;
}

interface GridLine { value: number; axis: 'E' | 'N'; ends: [Point, Point] }
/** The lines of round metres that cross the frame. */
export function gridLines(map: Pick<MapDocument, 'frame' | 'page'> & { request: { scale: number } }): GridLine[] {
  const { west, south, east, north } = map.frame;
  const at = placer(map);
  const frame = inPoints(map.page.map);
  const ground = map.page.map.width * map.request.scale / 1000;
  const step = roundBelow(ground / Math.max(3, map.page.map.width / 45));
  const lines: GridLine[] = [];
  const add = (axis: GridLine['axis'], value: number, a: Point, b: Point): void => { const ends = cut(a, b, frame); if (ends) lines.push({ axis, value, ends }); };
  for (let e = Math.ceil(west / step) * step; e < east; e += step) add('E', e, at(e, south), at(e, north));
  for (let n = Math.ceil(south / step) * step; n < north; n += step) add('N', n, at(west, n), at(east, n));
  return lines;
}

/** Thin grid of the projection at round metres, under the layers; its figures stand outside the frame, along its top and its left. On a turned sheet each says its axis. */
export function drawGrid(sheet: Sheet, figures: boolean): void {
  const { doc, map, pen, body } = sheet;
  const frame = inPoints(map.page.map);
  const size = body * 0.78;
  const turned = Math.abs(Math.sin(map.frame.rotation)) > 0.001;
  doc.save().lineWidth(0.25).strokeColor('#b9c2bb');
  const taken: { top: boolean; at: number }[] = [];
  for (const { axis, value, ends } of gridLines(map)) {
    if (!figures) { doc.moveTo(ends[0][0], ends[0][1]).lineTo(ends[1][0], ends[1][1]).stroke(); continue; }
    const text = turned ? `${axis} ${grouped(value)}` : grouped(value);
    const half = pen.width(text, { size }) / 2;
    for (const [x, y] of ends) {
      const [top, left] = [Math.abs(y - frame.y) < 0.5, Math.abs(x - frame.x) < 0.5];
      if ((!top && !left) || (!turned && top !== (axis === 'E'))) continue;
      const at = top ? Math.min(Math.max(x, frame.x + half), frame.x + frame.width - half) : Math.min(Math.max(y, frame.y + half), frame.y + frame.height - half);
      if (taken.some((other) => other.top === top && Math.abs(other.at - at) < half * 2 + size)) continue;
      taken.push({ top, at });
      if (top) { pen.line(text, at, frame.y - size * 0.5, { size, align: 'centre', colour: INK2, direction: 'ltr' }); continue; }
      doc.save().rotate(-90, { origin: [frame.x - size * 0.5, at] });
      pen.line(text, frame.x - size * 0.5, at, { size, align: 'centre', colour: INK2, direction: 'ltr' });
      doc.restore();
    }
  }
  doc.restore();
}
