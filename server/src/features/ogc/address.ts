import type { Request, RequestHandler } from 'express';
import { AppError, CommuneCode } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { keyIn } from '../../platform/http/index.ts';
import { keyPrincipalOf, principalOf, readCookie } from '../../platform/session/index.ts';
import { communesOf } from '../people/index.ts';

/** The commune of a reader who names none: her key's, or the only one of her session. */
async function communeOf({ db }: Deps, req: Request): Promise<string> {
  const key = keyIn(req), token = readCookie(req);
  if (key !== undefined) {
    const caller = await keyPrincipalOf(db, key, undefined);
    if (caller === undefined) throw new AppError('unauthenticated', 'No such key', { reason: 'keys.over' });
    return caller.commune.code;
  }
  const caller = token === undefined ? undefined : await principalOf(db, token, undefined);
  if (caller === undefined) throw new AppError('unauthenticated', 'No session');
  const communes = await db.asPerson(caller.person.id, (tx) => communesOf(tx, caller.person.id));
  const [only] = communes;
  if (only === undefined || communes.length > 1) throw new AppError('not_found', 'Which commune?', { reason: 'ogc.which_commune', communes: communes.map(({ code }) => `/ogc/${code}`).join(', ') });
  return only.code;
}

/** `/ogc/…` is `/ogc/{commune}/…` in the reader’s own commune: codes are in capitals, the standard’s words are not. */
export const ownCommune = (deps: Deps): RequestHandler => async (req, res, next) => {
  const [first = ''] = req.path.split('/').filter(Boolean);
  // Whoever is refused here is told how to come: never with the dialog of a browser, which would keep the key.
  res.setHeader('WWW-Authenticate', 'Bearer realm="sommier"');
  if (!CommuneCode.safeParse(first).success) {
    res.locals['route'] = '/ogc';
    const code = await communeOf(deps, req);
    res.locals['ogcWithoutCommune'] = true;
    req.url = `/${code}${req.url === '/' ? '' : req.url}`;
  }
  next();
};
