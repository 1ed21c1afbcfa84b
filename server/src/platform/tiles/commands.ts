import type { Shape } from './wkb.ts';

/** Geometry types and commands of the vector tile specification, version 2.1, section 4.3. */
export const TYPE = { points: 1, lines: 2, polygons: 3 } as const;
const MOVE = 1, LINE = 2, CLOSE = 7;
const command = (id: number, count: number): number => id | (count << 3);
const zigzag = (n: number): number => (n << 1) ^ (n >> 31);

/** Whole units, without a point that repeats the one before it. */
function quantise(flat: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const x = Math.round(flat[i] as number), y = Math.round(flat[i + 1] as number);
    if (out.length === 0 || x !== out[out.length - 2] || y !== out[out.length - 1]) out.push(x, y);
  }
  return out;
}

/** Twice the area; positive where the ring turns clockwise as seen with y downwards. */
export function doubleArea(ring: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i + 1 < ring.length; j = i, i += 2) {
    sum += (ring[j] as number) * (ring[i + 1] as number) - (ring[i] as number) * (ring[j + 1] as number);
  }
  return sum;
}

function reversed(flat: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = flat.length - 2; i >= 0; i -= 2) out.push(flat[i] as number, flat[i + 1] as number);
  return out;
}

/** A ring as the specification wants it: open, turning the given way. Null when nothing of it is left at this scale. */
function ringOf(flat: readonly number[], outside: boolean): number[] | null {
  const ring = quantise(flat);
  if (ring.length > 2 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]) ring.length -= 2;
  const area = doubleArea(ring);
  if (ring.length < 6 || area === 0) return null;
  return (area > 0) === outside ? ring : reversed(ring);
}

class Pen {
  readonly out: number[] = [];
  #x = 0;
  #y = 0;
  #step(x: number, y: number): void {
    this.out.push(zigzag(x - this.#x), zigzag(y - this.#y));
    this.#x = x;
    this.#y = y;
  }
  points(flat: readonly number[]): void {
    this.out.push(command(MOVE, flat.length / 2));
    for (let i = 0; i + 1 < flat.length; i += 2) this.#step(flat[i] as number, flat[i + 1] as number);
  }
  path(flat: readonly number[], close: boolean): void {
    this.out.push(command(MOVE, 1));
    this.#step(flat[0] as number, flat[1] as number);
    this.out.push(command(LINE, flat.length / 2 - 1));
    for (let i = 2; i + 1 < flat.length; i += 2) this.#step(flat[i] as number, flat[i + 1] as number);
    if (close) this.out.push(command(CLOSE, 1));
  }
}

/** The commands of a shape given in tile units, y downwards. Empty when it falls below one unit: a collapsed line or ring is left out, with its holes. */
export function commandsOf(shape: Shape): number[] {
  const pen = new Pen();
  if (shape.kind === 'points') {
    const points = quantise(shape.points);
    if (points.length > 0) pen.points(points);
  } else if (shape.kind === 'lines') {
    for (const line of shape.lines.map(quantise)) if (line.length >= 4) pen.path(line, false);
  } else {
    for (const [outside, ...holes] of shape.polygons) {
      const edge = outside && ringOf(outside, true);
      if (!edge) continue;
      pen.path(edge, true);
      for (const hole of holes) {
        const ring = ringOf(hole, false);
        if (ring) pen.path(ring, true);
      }
    }
  }
  return pen.out;
}
