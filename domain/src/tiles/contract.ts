import { z } from 'zod';
import { DOMAIN_CLASSES, DOMAIN_GROUPS, NATURES, STATUSES, TITLE_STATES } from '../assets/index.ts';
import { CommuneCode, allow, endpoint } from '../shared/endpoint.ts';
import { listOf } from '../shared/geo.ts';

/** The legend as a filter, in the words of the lists: several words, comma-separated; `none` is "not known". What a layer does not have is left aside. */
export const TileFilter = z.object({
  set: z.string().min(1).max(200).optional(),
  domain: listOf([...DOMAIN_GROUPS, ...DOMAIN_CLASSES, 'none']).optional(), title: listOf([...TITLE_STATES, 'none']).optional(),
  nature: listOf([...NATURES, 'none']).optional(), status: listOf([...STATUSES, 'none']).optional(),
  platform: z.string().min(1).max(200).optional(), roomType: z.string().min(1).max(400).optional(), gone: z.enum(['no', 'yes', 'all']).default('all'),
  /** A day: properties then carry `occ`, the state of their occupancy on it. */
  on: z.iso.date().optional(),
});
export type TileFilter = z.output<typeof TileFilter>;

const number = z.string().regex(/^\d{1,8}$/).transform(Number);

/**
 * A vector tile (Mapbox Vector Tile 2.1, extent 4096) of one layer, or of several named with commas (one request for what is seen together);
 * its layers have the layers' names; what the commune does not have is left out. Features carry `id` and what the style needs: assets
 * `domain_class`, `title_state`, `has_child`, and `name`, `name_ar` from zoom 16; listings `gone`, `uncertainty_m`, and `share` (the part of the
 * disc in its best zone) when `set` names a set of zones; parcels `title_state`, and `reference` from zoom 16; zones `label`, `label_ar`, `set_id`.
 * Layers of more than 5,000 features are cells `n`, `weight` up to zoom 14 (listings) or 13: weight is estimated nights, or square metres.
 * The ETag follows the data: ask again with `If-None-Match` for 304.
 */
export const getTile = endpoint({
  id: 'getTile', method: 'get', path: '/tiles/{layer}/{z}/{x}/{y}.mvt', access: allow('register.read'), summary: 'A vector tile of one layer, or of several',
  params: z.object({ layer: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}(,[a-z0-9][a-z0-9_-]{0,62}){0,7}$/), z: number, x: number, y: number }),
  query: TileFilter.extend({ commune: CommuneCode }), status: 200, reply: ['application/vnd.mapbox-vector-tile'], errors: ['invalid', 'not_found'],
});
export const endpoints = [getTile] as const;
