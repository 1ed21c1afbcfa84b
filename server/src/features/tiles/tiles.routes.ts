import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Knex } from 'knex';
import { Router, type Request, type Response } from 'express';
import { AppError } from '@sommier/domain/shared';
import { getTile } from '@sommier/domain/tiles';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified } from '../../platform/http/index.ts';
import { readTile, type TileCall } from '../../platform/tiles/index.ts';
import { Coalesced } from '../../platform/coalesced.ts';
import { filterOf } from './filter.ts';
import { Unwanted, WorkQueue } from './queue.ts';
import { Recent } from './recent.ts';
import { tileVersion, type TileVersion } from './tiles.queries.ts';

const zip = promisify(gzip);
/** Tiles made at a time: about the cores there are; more only makes everybody wait longer. */
const WIDTH = 3;
const CACHE_BYTES = 32 * 2 ** 20;
const WORTH_ZIPPING = 600;
const LEVELS = 22;

const inGrid = (z: number, x: number, y: number): boolean => z <= LEVELS && x < 2 ** z && y < 2 ** z;

/** Aborts when the reader leaves before the answer. */
function leaving(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => { if (!res.writableEnded) controller.abort(); });
  return controller.signal;
}

function write(res: Response, bytes: Buffer, zipped: boolean): void {
  res.setHeader('Content-Type', 'application/vnd.mapbox-vector-tile');
  // Zipped bytes begin with 1f 8b; a tile begins with 1a, so the cache needs no flag.
  if (zipped && bytes[0] === 0x1f) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}

/** A reader who asks for it (a hard reload) gets a tile made now. */
const wantsFresh = (req: Request): boolean => /\bno-(cache|store)\b/.test(String(req.headers['cache-control'] ?? ''));
const acceptsGzip = (req: Request): boolean => /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));

/** A tile of several layers is the tiles of each, one after the other: the format is a list of layers. */
async function readTiles(knex: Knex, calls: readonly TileCall[]): Promise<Buffer> {
  const made: Buffer[] = [];
  for (const call of calls) made.push(await readTile(knex, call));
  return made.length === 1 ? made[0]! : Buffer.concat(made);
}

/** GET /tiles/{layer}/{z}/{x}/{y}.mvt: the version first (304 and the cache end there), then one statement for each layer of the tile. */
export function routes(deps: Deps): Router {
  const router = Router();
  const recent = new Recent(CACHE_BYTES);
  const versions = new Coalesced<TileVersion | undefined>();
  const queue = new WorkQueue<Buffer>(WIDTH);
  mount(router, deps, getTile, async ({ params: { layer, z, x, y }, query }, { commune, req, res }) => {
    if (!inGrid(z, x, y)) throw new AppError('not_found', 'No such tile');
    const calls: TileCall[] = [];
    const parts: string[] = [];
    for (const name of new Set(layer.split(','))) {
      const set = name === 'listings' || name === 'zones' ? query.set : undefined;
      const as = await versions.ask(JSON.stringify([commune.id, name, set]), () => tileVersion(deps.db, commune.id, name, set));
      if (as === undefined) continue;
      const filter = { ...filterOf(name, query), ...(as.zonesOf === null ? {} : { set: as.zonesOf }) };
      calls.push({ commune: commune.id, layer: name, z, x, y, filter });
      parts.push(`${name}${JSON.stringify(filter)}${as.version}`);
    }
    if (calls.length === 0) throw new AppError('not_found', 'No such layer', { layer });
    const zipped = acceptsGzip(req);
    const key = `${String(commune.id)}/${String(z)}/${String(x)}/${String(y)}/${parts.join('/')}/${zipped ? 'gzip' : 'plain'}`;
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('Vary', 'Accept-Encoding, Cookie');
    if (notModified({ req, res }, `"${createHash('sha1').update(key).digest('base64url')}"`)) return;
    const kept = wantsFresh(req) ? undefined : recent.get(key);
    if (kept !== undefined) { write(res, kept, zipped); return; }
    try {
      const bytes = await queue.do(wantsFresh(req) ? `${key}/${String(res.locals['requestId'])}` : key, leaving(res), async () => {
        const tile = await readTiles(deps.db.knex, calls);
        const sent = zipped && tile.length > WORTH_ZIPPING ? await zip(tile, { level: 1 }) : tile;
        recent.put(key, sent);
        return sent;
      });
      write(res, bytes, zipped);
    } catch (error) {
      if (!(error instanceof Unwanted)) throw error;
      res.end();
    }
  }, { ownTransactions: true });
  return router;
}
