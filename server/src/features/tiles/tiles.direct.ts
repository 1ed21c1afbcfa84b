import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError } from '@sommier/domain/shared';
import { getTile } from '@sommier/domain/tiles';
import { Coalesced } from '../../platform/coalesced.ts';
import type { Deps } from '../../platform/deps.ts';
import { hasTag, languageOf, reply, type Direct, type DirectCall } from '../../platform/http/index.ts';
import { hashToken, tokenIn } from '../../platform/session/index.ts';
import { Unwanted, WorkQueue } from './queue.ts';
import { Recent } from './recent.ts';
import { readAddress, type TileRequest } from './tile-request.ts';
import { type Access, type Asked, tileAccess, tileAnswer } from './tiles.queries.ts';

const zip = promisify(gzip);
/** Tiles made at a time: about the cores there are; more only makes everybody wait longer. */
const WIDTH = 4;
const CACHE_BYTES = 32 * 2 ** 20;
const WORTH_ZIPPING = 600;
const HEADERS = ['Cache-Control', 'private, no-cache', 'Vary', 'Accept-Encoding, Cookie'];
const TYPE = ['Content-Type', 'application/vnd.mapbox-vector-tile'], ZIPPED = ['Content-Encoding', 'gzip'];

interface Made { access: Access | undefined; bytes: Buffer; zipped: boolean }

/** A reader who asks for it (a hard reload) gets a tile made now. */
const wantsFresh = (req: IncomingMessage): boolean => /\bno-(cache|store)\b/.test(req.headers['cache-control'] ?? '');
/** A cache in front of us (docs/deploy/nginx.conf) asks by what name the tile goes now, before it looks among those it holds: 204 with the tag, or without where the answer is no tile. */
const asksTag = (req: IncomingMessage): boolean => req.headers['x-tile-check'] === '1';
const acceptsGzip = (req: IncomingMessage): boolean => /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));

const tagOf = (key: string, version: string): string => `"${hash('sha1', `${key} ${version}`, 'base64url')}"`;

function send({ res }: DirectCall, tag: string, { bytes, zipped }: Pick<Made, 'bytes' | 'zipped'>): void {
  reply(res, 200, [...HEADERS, 'ETag', tag, ...TYPE, ...(zipped ? ZIPPED : [])], bytes);
}

/** Throws unless she may read and the commune has one of the layers; answers what the tile is as of. */
function asOf(access: Access | undefined, { layers }: TileRequest, call: DirectCall): string {
  if (access === undefined) throw new AppError('unauthenticated', 'No session');
  call.language = access.language;
  if (access.commune === null) throw new AppError('forbidden', 'Not allowed');
  if (access.versions === null || /^x(,x)*$/.test(access.versions)) throw new AppError('not_found', 'No such layer', { layer: layers.join() });
  return `${String(access.commune)} ${access.zones_of ?? ''} ${access.versions}`;
}

/**
 * GET /tiles/{layer}/{z}/{x}/{y}.mvt. Where somebody holds the tile (the reader, or our cache) it takes one short look-up of session and
 * version, shared by all who ask together; any other tile is one statement: session, version and bytes.
 */
export function direct(deps: Deps): Direct {
  const recent = new Recent(CACHE_BYTES), together = new Coalesced<Access | undefined>(2), queue = new WorkQueue<Made>(WIDTH);
  let freshOnes = 0;

  async function answer(call: DirectCall): Promise<void> {
    const { req, res } = call;
    call.route = getTile.path;
    const sent = tokenIn(req, call.secure);
    if (sent === undefined) throw new AppError('unauthenticated', 'No session');
    const tile = readAddress(req.url ?? '', () => languageOf(req));
    if (tile === undefined) throw new AppError('not_found', 'No such address');
    const fresh = wantsFresh(req), gzipped = acceptsGzip(req), key = `${gzipped ? 'gzip' : 'plain'} ${tile.key}`, token = hashToken(sent);
    const asked: Asked = { token, commune: tile.commune, layers: tile.layers, set: tile.set };
    const person = `${token.toString('base64')} ${tile.who}`;
    if (asksTag(req)) {
      reply(res, 204, [...HEADERS, 'ETag', tagOf(key, asOf(await together.ask(person, () => tileAccess(deps.db, asked)), tile, call))]);
      return;
    }
    const kept = fresh ? undefined : recent.get(key);
    if (kept !== undefined || req.headers['if-none-match'] !== undefined) {
      const version = asOf(await together.ask(person, () => tileAccess(deps.db, asked)), tile, call);
      const tag = tagOf(key, version);
      if (hasTag(req, tag)) { reply(res, 304, [...HEADERS, 'ETag', tag]); return; }
      if (kept?.version === version) { send(call, tag, kept); return; }
    }
    // Only the same person's requests share the work: the statement itself sees to her rights.
    const made = await queue.do(`${person} ${fresh ? String(freshOnes += 1) : key}`, (leave) => res.once('close', leave), async () => {
      const { access, bytes } = await tileAnswer(deps.db, asked, tile);
      const zipped = gzipped && bytes.length > WORTH_ZIPPING;
      return { access, zipped, bytes: zipped ? await zip(bytes, { level: 1 }) : bytes };
    });
    const version = asOf(made.access, tile, call);
    recent.put(key, { bytes: made.bytes, zipped: made.zipped, version });
    send(call, tagOf(key, version), made);
  }

  return {
    prefix: '/tiles/',
    answer: (call) => answer(call).catch((fault: unknown) => {
      if (asksTag(call.req)) { reply(call.res, 204, HEADERS); return; }
      if (!(fault instanceof Unwanted)) throw fault;
      call.res.end();
    }),
  };
}
