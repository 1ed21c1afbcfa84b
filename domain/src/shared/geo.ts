import { z } from 'zod';

/** Any GeoJSON geometry in EPSG:4326; PostGIS made it, so only its outline is checked. */
export const Geometry = z.looseObject({ type: z.enum(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection']) })
  .meta({ id: 'Geometry', description: 'A GeoJSON geometry, EPSG:4326' });
export type Geometry = z.output<typeof Geometry>;

/** [west, south, east, north] in degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bounds = z.output<typeof Bounds>;

const number = String.raw`-?\d{1,3}(\.\d{1,17})?`;
/** "west,south,east,north" in degrees, as in a URL. */
export const BboxText = z.string().regex(new RegExp(`^${number}(,${number}){3}$`));
export const parseBbox = (text: string): Bounds => {
  const [w = 0, s = 0, e = 0, n = 0] = text.split(',').map(Number);
  return [w, s, e, n];
};

/** A comma-separated choice among fixed words, as in a URL; `splitList` gives the words. */
export const listOf = (words: readonly string[]): z.ZodString => {
  const one = `(${words.join('|')})`;
  return z.string().max(400).regex(new RegExp(`^${one}(,${one})*$`));
};
export const splitList = (text: string | undefined): string[] => text === undefined || text === '' ? [] : text.split(',');
