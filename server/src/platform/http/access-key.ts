import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, can, type EndpointSpec } from '@sommier/domain/shared';
import type { Database } from '../db/index.ts';
import { keyPrincipalOf, type Principal } from '../session/index.ts';
import { Pace } from './pace.ts';

/** Requests a key may make at once, and a second after that, on this instance. GDAL 3.6 asks for ten features at a time: a client that waits for each answer is only slowed down. */
const PATIENCE_S = 5;
const pace = new Pace({ burst: 400, perSecond: 200, patience: PATIENCE_S });

/** The access key of a request: `Authorization: Bearer KEY`, or `Basic` with the key as password (what QGIS and GDAL can send). Never from an address. */
export function keyIn(req: IncomingMessage): string | undefined {
  const [scheme, value] = (req.headers.authorization ?? '').split(/\s+/, 2);
  if (scheme === undefined || value === undefined) return undefined;
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** Who calls with a key, held to its pace, its person's right and its own scope. Throws `unauthenticated`, `too_many`, `forbidden`. */
export async function callerByKey(db: Database, e: EndpointSpec, key: string, commune: string): Promise<Principal & { declarant?: undefined }> {
  const caller = key.length > 200 ? undefined : await keyPrincipalOf(db, key, commune);
  if (caller === undefined) throw new AppError('unauthenticated', 'No such key here', { reason: 'keys.over' });
  const wait = pace.take(caller.key.id, performance.now() / 1000);
  if (wait === undefined) throw new AppError('too_many', 'The key asks too often', { reason: 'keys.too_fast', seconds: PATIENCE_S, retryAfter: PATIENCE_S });
  if (wait > 0) await sleep(wait * 1000);
  if (e.access.kind === 'commune' && !can(caller.role, e.access.permission)) throw new AppError('forbidden', `Not allowed: ${e.access.permission}`);
  if (e.method !== 'get' && !caller.key.writes) throw new AppError('forbidden', 'A key that reads', { reason: 'keys.read_only' });
  return caller;
}
