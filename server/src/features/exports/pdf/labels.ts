import type { Box } from '@sommier/domain/exports';
import type { Position } from 'geojson';
import { LIGHT, type Label } from '@sommier/domain/style';
import type { Shape } from './map-document.ts';
import { PX, pointsOf } from './paint.ts';
import type { Sheet } from './sheet.ts';

/** Most labels a layer writes on one sheet: more would be ink, not words. */
const MOST = 1500;

interface Wanted { text: string; x: number; y: number; label: Label; room: number }

const rings = (shape: Shape['shape']): Position[][] =>
  shape.type === 'Polygon' ? shape.coordinates.slice(0, 1) : shape.type === 'MultiPolygon' ? shape.coordinates.flatMap((p) => p.slice(0, 1)) : [];

/** Where a surface's name stands: `label_at` as the query gave it (a point inside), else the middle of its box. */
function place(feature: Shape): { x: number; y: number; room: number } | undefined {
  const ring = rings(feature.shape).sort((a, b) => b.length - a.length)[0];
  const at = feature.properties['label_at'] as Position | undefined;
  if (ring) {
    const xs = ring.map((p) => p[0] ?? 0);
    const ys = ring.map((p) => p[1] ?? 0);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return { x: at?.[0] ?? (left + right) / 2, y: at?.[1] ?? (top + bottom) / 2, room: right - left };
  }
  const point = pointsOf(feature.shape)[0];
  return point ? { x: point[0] ?? 0, y: (point[1] ?? 0) - 6, room: 200 } : undefined;
}

/** Writes names inside the frame, none over another; the first come are the ones kept. */
export class Labeller {
  readonly #sheet: Sheet;
  readonly frame: Box;
  readonly #wanted: Wanted[] = [];
  readonly #taken: Box[];
  /** `taken` is shared by the layers of a sheet: the first to draw keeps its place. */
  constructor(sheet: Sheet, frame: Box, taken: Box[]) { this.#sheet = sheet; this.frame = frame; this.#taken = taken; }

  collect(label: Label, features: readonly Shape[]): void {
    const language = this.#sheet.map.request.language;
    for (const feature of features) {
      if (this.#wanted.length >= MOST) return;
      const own = label.field[language];
      const text = (own ? feature.properties[own] : undefined) ?? feature.properties[label.field.fr];
      const at = place(feature);
      if (typeof text === 'string' && text !== '' && at) this.#wanted.push({ text, label, ...at });
    }
  }

  draw(): void {
    const { pen } = this.#sheet;
    const { x: left, y: top, width, height } = this.frame;
    const taken = this.#taken;
    for (const { text, x, y, label, room } of this.#wanted) {
      const style = { size: label.size * PX, weight: label.bold ? 'bold' as const : 'regular' as const, direction: /[\u0590-\u08ff]/.test(text) ? 'rtl' as const : 'ltr' as const };
      const short = pen.fit(text, Math.max(110, room * 1.2), style);
      const w = pen.width(short, style);
      const box = { x: x - w / 2 - 2, y: y - style.size, width: w + 4, height: style.size * 1.4 };
      const inside = box.x >= left && box.y >= top && box.x + box.width <= left + width && box.y + box.height <= top + height;
      if (!inside || taken.some((t) => t.x < box.x + box.width && box.x < t.x + t.width && t.y < box.y + box.height && box.y < t.y + t.height)) continue;
      taken.push(box);
      pen.line(short, x, y + style.size * 0.35, { ...style, align: 'centre', colour: LIGHT[label.colour], halo: LIGHT.halo });
    }
  }
}
