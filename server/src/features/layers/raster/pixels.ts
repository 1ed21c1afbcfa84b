import sharp, { type Sharp } from 'sharp';

export const SIDE = 256;
/** A square of RGBA pixels, rows from the north. */
export interface Square { side: number; rgba: Buffer }
/** How the bands of a picture become colours: the table of a paletted one, or the span of values that goes from black to white. */
export interface Colours { palette: readonly (readonly number[])[] | null; low: number; high: number }

/** Pixel-interleaved bands, the last of them saying where there is a picture, as RGBA. One band is grey; of more than three, the first three are red, green, blue. */
export function toRgba(raw: Buffer, side: number, float: boolean, { palette, low, high }: Colours): Square {
  const bands = raw.length / (side * side * (float ? 4 : 1));
  const rgba = Buffer.alloc(side * side * 4);
  const shade = 255 / (high - low || 1);
  for (let i = 0; i < side * side; i += 1) {
    const at = i * bands;
    const value = (b: number): number => {
      if (!float) return raw[at + b] ?? 0;
      const v = raw.readFloatLE((at + b) * 4);
      return Number.isFinite(v) ? Math.max(0, Math.min(255, (v - low) * shade)) : 0;
    };
    const seen = float ? (raw.readFloatLE((at + bands - 1) * 4) > 0 ? 255 : 0) : raw[at + bands - 1] ?? 0;
    if (seen === 0) continue;
    const entry = palette?.[raw[at] ?? 0];
    const rgb = entry ?? (bands > 3 ? [value(0), value(1), value(2)] : [value(0), value(0), value(0)]);
    rgba[i * 4] = rgb[0] ?? 0;
    rgba[i * 4 + 1] = rgb[1] ?? 0;
    rgba[i * 4 + 2] = rgb[2] ?? 0;
    rgba[i * 4 + 3] = entry ? Math.min(seen, entry[3] ?? 255) : seen;
  }
  return { side, rgba };
}

/** The part of a square that is one tile, `x` and `y` counted in tiles. */
export function partOf({ side, rgba }: Square, x: number, y: number): Square {
  const part = Buffer.alloc(SIDE * SIDE * 4);
  for (let row = 0; row < SIDE; row += 1) { const from = ((y * SIDE + row) * side + x * SIDE) * 4; rgba.copy(part, row * SIDE * 4, from, from + SIDE * 4); }
  return { side: SIDE, rgba: part };
}
export const isEmpty = ({ rgba }: Square): boolean => { for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 0) return false; return true; };

const raw = ({ side, rgba }: Square): Sharp => sharp(rgba, { raw: { width: side, height: side, channels: 4 } });
/** Half as wide. The classes of a paletted picture are chosen from, never mixed. */
export async function halved(square: Square, paletted: boolean): Promise<Square> {
  const side = square.side / 2;
  return { side, rgba: await raw(square).resize(side, side, { kernel: paletted ? 'nearest' : 'cubic' }).raw().toBuffer() };
}
/** Four tiles as one square twice as wide; a missing one is empty. */
export function joined(parts: readonly (Square | null)[]): Square {
  const side = SIDE * 2, rgba = Buffer.alloc(side * side * 4);
  parts.forEach((part, i) => {
    if (part === null) return;
    for (let row = 0; row < SIDE; row += 1) part.rgba.copy(rgba, (((i >> 1) * SIDE + row) * side + (i & 1) * SIDE) * 4, row * SIDE * 4, (row + 1) * SIDE * 4);
  });
  return { side, rgba };
}
export const encoded = (tile: Square, paletted: boolean): Promise<Buffer> => raw(tile).webp(paletted ? { lossless: true, effort: 3 } : { quality: 82, alphaQuality: 90, effort: 3 }).toBuffer();
