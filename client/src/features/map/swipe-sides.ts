import type { Scene } from '../../map/index.ts';

/** What a comparison is of, as the address tells it: two layers (the second may be none), or the occupancy on another day. */
export type Compared = { by: 'layers'; left: string; right: string } | { by: 'day'; day: string };
export const readSwipe = (text: string): Compared => {
  const [left = '', right = ''] = text.split(';');
  return text.startsWith('on:') && !text.includes(';') ? { by: 'day', day: text.slice(3) } : { by: 'layers', left, right };
};
export const writeSwipe = (c: Compared): string => (c.by === 'day' ? `on:${c.day}` : `${c.left};${c.right}`);

const without = (scene: Scene, name: string): Scene => ({ ...scene, layers: scene.layers.filter((l) => l.name !== name), pictures: (scene.pictures ?? []).filter((p) => p.name !== name) });
/** The scene of one side: each lacks what stands on the other alone; the day of the right side is in the address of its tiles. */
export const sideOf = (scene: Scene, c: Compared, side: 'left' | 'right'): Scene => {
  if (c.by === 'layers') return without(scene, side === 'left' ? c.right : c.left);
  return side === 'left' ? scene : { ...scene, layers: scene.layers.map((l) => ({ ...l, tiles: l.tiles.replace(/([?&]on=)\d{4}-\d{2}-\d{2}/, `$1${c.day}`) })) };
};
