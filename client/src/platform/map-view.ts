import type { Bounds } from './geo.ts';

/** One layer of the drawer as the address tells it; the order of the list is the order on the map, top first. */
export interface LayerView { name: string; shown: boolean; opacity: number }
export type Chosen = { kind: 'asset' | 'listing' | 'parcel' | 'zone' | 'conflict'; id: string } | { kind: 'feature'; layer: string; id: string };
export const TABS = ['assets', 'listings', 'unlocated', 'answer'] as const;
export type TableTab = (typeof TABS)[number];

/**
 * The address of the map, as it is written. Only codes and numbers: words typed by the reader (which may be names) never enter it.
 * `at` lon,lat,zoom · `layers` order, `-` hidden, `:50` opacity · `sel` kind:id · `legal` cells of the matrix · `set` set of zones shown · `zone` zone asked.
 */
export interface MapSearch {
  at?: string; layers?: string; sel?: string; tab?: TableTab; sort?: string; page?: number;
  legal?: string; nature?: string; level?: string; platform?: string; room?: string; gone?: 'yes' | 'all'; within?: 'view';
  set?: string; zone?: string;
  /** Properties by occupancy instead of by legal status. */
  look?: 'occ';
  /** Conflicts of titles over everything else. */
  conflicts?: 'yes';
  /** Classes of own layers that are kept; the others pale. */
  keep?: string;
  /** Two maps side by side under one line: `a;b` shows layer a on the left and b on the right (`a;`: with and without), `on:DAY` the occupancy of today and of that day. */
  swipe?: string;
  /** A kept composition, opened once: its state then stands in the address. */
  comp?: string;
  /** What is being drawn: the ground of the chosen property, or of one to be made. */
  edit?: 'new' | 'shape';
}

const SHAPES: { [K in keyof MapSearch]-?: RegExp } = {
  at: /^-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d+(\.\d+)?$/, layers: /^[a-z0-9_,:-]{1,2000}$/, sel: /^(asset|listing|parcel|zone|conflict):\d{1,19}$|^feature:[a-z0-9_-]{1,63}:\d{1,19}$/,
  tab: /^(assets|listings|unlocated|answer)$/, sort: /^-?[A-Za-z0-9]{1,30}$/, page: /^[1-9]\d{0,6}$/, legal: /^[a-z_.,]{1,400}$/, nature: /^[a-z_,]{1,200}$/, level: /^[a-z_,]{1,200}$/,
  platform: /^[a-z0-9._-]{1,40}$/, room: /^[\w /()-]{1,100}$/, gone: /^(yes|all)$/, within: /^view$/, look: /^occ$/, conflicts: /^yes$/, keep: /^[a-z0-9_:.,-]{1,1000}$/, swipe: /^([a-z0-9_-]{1,63};[a-z0-9_-]{0,63}|on:\d{4}-\d{2}-\d{2})$/, comp: /^\d{1,19}$/, set: /^(\d{1,19}|all)$/, zone: /^\d{1,19}$/, edit: /^(new|shape)$/,
};

/** What a kept composition holds of it: what is looked at, never what is chosen. The domain's list has the same words. */
export const COMPOSED = ['at', 'layers', 'legal', 'nature', 'level', 'platform', 'room', 'gone', 'set', 'look', 'conflicts', 'keep', 'swipe'] as const satisfies readonly (keyof MapSearch)[];

/** Keeps what has the right shape; anything else in the address is ignored rather than guessed at. */
export const readView = (raw: Record<string, unknown>): MapSearch => {
  const kept: Record<string, string | number> = {};
  for (const [key, shape] of Object.entries(SHAPES)) {
    const value = raw[key];
    if ((typeof value === 'string' || typeof value === 'number') && shape.test(String(value))) kept[key] = key === 'page' ? Number(value) : String(value);
  }
  return kept as MapSearch;
};

export const readChosen = (sel: string | undefined): Chosen | null => {
  const [kind, a, b] = (sel ?? '').split(':');
  if (kind === 'feature' && a && b) return { kind, layer: a, id: b };
  return a && (kind === 'asset' || kind === 'listing' || kind === 'parcel' || kind === 'zone' || kind === 'conflict') ? { kind, id: a } : null;
};
export const writeChosen = (c: Chosen): string => (c.kind === 'feature' ? `feature:${c.layer}:${c.id}` : `${c.kind}:${c.id}`);

export const readLayers = (text: string | undefined): LayerView[] => (text ?? '').split(',').filter(Boolean).map((part) => {
  const [name = '', opacity] = part.replace(/^-/, '').split(':');
  return { name, shown: !part.startsWith('-'), opacity: opacity === undefined ? 1 : Math.min(100, Math.max(0, Number(opacity) || 0)) / 100 };
});
export const writeLayers = (layers: readonly LayerView[]): string =>
  layers.map((l) => `${l.shown ? '' : '-'}${l.name}${l.opacity < 1 ? `:${Math.round(l.opacity * 100)}` : ''}`).join(',');

/** What an export or a print is made of: the layers shown (top first), the window, its middle and its scale (1 : `scale`). */
export interface MapWindow { layers: string[]; bbox: Bounds; center: [number, number]; scale: number;
  /** What the filters of the map keep, where there are any. */
  kept?: { selection?: { filter: object }; filters?: Record<string, Record<string, string | boolean>> } }
