import { Router } from 'express';
import { KEY_PREFIX, listAllKeys, listKeys, makeKey, MOST_KEYS, revokeAnyKey, revokeKey } from '@sommier/domain/keys';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { hashToken, newToken } from '../../platform/session/index.ts';
import { countLive, readKeys } from './keys.queries.ts';
import { endKey, insertKey } from './keys.store.ts';

const SHOWN = 8;

async function revoke(ctx: CommuneContext, id: string, owner: string | null): Promise<undefined> {
  if (!await endKey(ctx.tx, id, ctx.person.id, owner)) throw new AppError('not_found', `No key ${id}`);
  ctx.record(`key:${id}`);
  return undefined;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listKeys, (_input, { tx, person }) => readKeys(tx, { person: person.id }));
  mount(r, deps, makeKey, async ({ body }, ctx) => {
    const { tx, person, role } = ctx;
    if (body.write && !can(role, 'register.write')) throw new AppError('rule_refused', 'her role does not write', { reason: 'keys.cannot_write' });
    const live = await countLive(tx, person.id);
    if (live >= MOST_KEYS) throw new AppError('rule_refused', 'too many keys', { reason: 'keys.too_many', count: live });
    const secret = `${KEY_PREFIX}${newToken()}`;
    const id = await insertKey(tx, person.id, body, { hash: hashToken(secret), hint: secret.slice(0, SHOWN) });
    const [made] = await readKeys(tx, { id });
    if (made === undefined) throw new Error('the key is not there');
    ctx.record(`key:${id}`, { write: body.write, layers: body.layers, expires: made.expiresAt });
    return { ...made, secret };
  }, { unkept: true });
  mount(r, deps, revokeKey, ({ params }, ctx) => revoke(ctx, params.id, ctx.person.id));
  mount(r, deps, listAllKeys, (_input, { tx }) => readKeys(tx, {}));
  mount(r, deps, revokeAnyKey, ({ params }, ctx) => revoke(ctx, params.id, null));
  return r;
}
