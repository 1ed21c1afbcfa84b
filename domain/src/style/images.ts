import type { Fill, LayerStyle } from './model.ts';
import { PALETTES, type ThemeName, type Token } from './tokens.ts';

/** A picture for `map.addImage(id, { width, height, data }, { pixelRatio })`: RGBA, not premultiplied. */
export interface MapImage { id: string; width: number; height: number; pixelRatio: number; data: Uint8ClampedArray }

/** Steps of the pies: nine pictures from empty to full. */
export const PIE_STEPS = 8;
const SIDE = 16; // device pixels at ratio 2: a pattern of 8 CSS pixels

export const patternId = (fill: Fill, theme: ThemeName): string => `${fill.pattern}-${fill.ink}-${theme}`;
export const pieId = (token: Token, theme: ThemeName): string => `pie-${token}-${theme}-`;

const rgb = (hex: string): [number, number, number] => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];

function paint(id: string, side: number, pixel: (x: number, y: number) => [number, number, number, number]): MapImage {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1) for (let x = 0; x < side; x += 1) data.set(pixel(x + 0.5, y + 0.5), (y * side + x) * 4);
  return { id, width: side, height: side, pixelRatio: 2, data };
}

/** How much of the pixel a mark covers whose edge is at signed distance `d` (negative inside), softened over one pixel. */
const cover = (d: number): number => Math.min(1, Math.max(0, 0.5 - d));

function pattern(fill: Fill, theme: ThemeName): MapImage {
  const ink = rgb(PALETTES[theme][fill.ink]);
  const ground = rgb(PALETTES[theme][fill.colour]);
  const groundAlpha = fill.pattern === 'dots' ? 0.28 : 0.16;
  const stripe = (v: number): number => { const t = ((v % SIDE) + SIDE) % SIDE; return cover(Math.min(t, SIDE - t) / Math.SQRT2 - 1.1); };
  const dot = (x: number, y: number): number => {
    const near = (cx: number, cy: number): number => cover(Math.hypot(x - cx, y - cy) - 1.7);
    return Math.max(near(4, 4), near(12, 12));
  };
  return paint(patternId(fill, theme), SIDE, (x, y) => {
    const a = fill.pattern === 'dots' ? dot(x, y) : fill.pattern === 'cross' ? Math.max(stripe(x + y), stripe(x - y)) : stripe(x + y);
    const alpha = a + groundAlpha * (1 - a);
    const mix = (i: 0 | 1 | 2): number => (ink[i] * a + ground[i] * groundAlpha * (1 - a)) / alpha;
    return [mix(0), mix(1), mix(2), alpha * 255];
  });
}

function pie(token: Token, theme: ThemeName, step: number): MapImage {
  const ink = rgb(PALETTES[theme][token]);
  const paper = rgb(PALETTES[theme].paper);
  const side = 24;
  return paint(`${pieId(token, theme)}${step}`, side, (x, y) => {
    const dx = x - side / 2;
    const dy = y - side / 2;
    const r = Math.hypot(dx, dy);
    const turn = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1; // clockwise from the top
    const full = r > 8 || turn <= step / PIE_STEPS;
    const c = full ? ink : paper;
    return [c[0], c[1], c[2], cover(r - 10) * 255];
  });
}

/** Every picture the compiled layers of these styles refer to, once each. */
export function imagesOf(styles: readonly LayerStyle[], theme: ThemeName): MapImage[] {
  const images = new Map<string, MapImage>();
  for (const { symbol } of styles.flatMap((style) => style.rules)) {
    if (symbol.fill && symbol.fill.pattern !== 'plain' && symbol.fill.pattern !== 'empty') {
      const id = patternId(symbol.fill, theme);
      if (!images.has(id)) images.set(id, pattern(symbol.fill, theme));
    }
    if (symbol.mark?.pie) for (let step = 0; step <= PIE_STEPS; step += 1) {
      const image = pie(symbol.mark.fill, theme, step);
      images.set(image.id, image);
    }
  }
  return [...images.values()];
}
