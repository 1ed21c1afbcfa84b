import type { Chance } from './prng.ts';

const hue = (luck: Chance): string => `hsl(${String(luck.whole(20, 50))} ${String(luck.whole(25, 60))}% ${String(luck.whole(70, 88))}%)`;

/** A façade as a drawing (SVG, 1600 × 1200): walls, windows, a door, nothing of anybody's. */
export function facade(luck: Chance): string {
  const columns = luck.whole(3, 6), floors = luck.whole(1, 3);
  const window = (x: number, y: number): string => `<rect x="${String(x)}" y="${String(y)}" width="110" height="160" fill="hsl(205 45% 35%)" stroke="#fff" stroke-width="10"/><path d="M${String(x)} ${String(y + 80)}h110M${String(x + 55)} ${String(y)}v160" stroke="#fff" stroke-width="6"/>`;
  const width = columns * 220 + 80, height = floors * 260 + 320, left = (1600 - width) / 2, top = 1100 - height;
  const panes = Array.from({ length: columns * floors }, (_x, i) => window(left + 95 + (i % columns) * 220, top + 70 + Math.floor(i / columns) * 260)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="hsl(204 60% 82%)"/><rect y="1060" width="1600" height="140" fill="hsl(40 12% 62%)"/>
    <rect x="${String(left)}" y="${String(top)}" width="${String(width)}" height="${String(height)}" fill="${hue(luck)}"/><rect x="${String(left - 20)}" y="${String(top - 26)}" width="${String(width + 40)}" height="34" fill="hsl(16 40% 45%)"/>${panes}
    <rect x="${String(left + width / 2 - 70)}" y="860" width="140" height="240" fill="hsl(205 60% 25%)" stroke="#fff" stroke-width="10"/></svg>`;
}
