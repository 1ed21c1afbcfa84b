import type { Request, Response, Router } from 'express';
import { linkProvider, openProvider, providerReturn, signInWays } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { asAppError, mount } from '../../platform/http/index.ts';
import { clearCookie, readCookie, sendCookie } from '../../platform/session/index.ts';
import { insertSession } from './people.store.ts';
import { type Identity, providerOf } from './provider.ts';
import { createFor, keepAttempt, linkIdentity, personOf, takeAttempt } from './provider.store.ts';
import { allowAttempt, throttleKey } from './throttle.store.ts';

/** Sign-in by a provider of identities beside local accounts (OpenID Connect: authorization code, PKCE, state, nonce). */
export function providerRoutes(router: Router, deps: Deps): void {
  const { db, env, log } = deps;
  const provider = env.oidc && providerOf(env.oidc);

  mount(router, deps, signInWays, () => Promise.resolve({ provider: env.oidc?.name ?? null }));

  async function start(req: Request, res: Response, wanted: { next: string; again: boolean; person?: string }): Promise<{ url: string }> {
    if (provider === undefined) throw new AppError('not_found', 'No provider of identities here');
    const { url, checks } = await provider.start(wanted.again);
    const { token, expires } = await db.asPerson(null, (tx) => keepAttempt(tx, checks, wanted.next, wanted.person));
    sendCookie(req, res, token, expires, 'provider');
    return { url };
  }
  mount(router, deps, openProvider, async ({ body }, { req, res }) => {
    if (provider === undefined) throw new AppError('not_found', 'No provider of identities here');
    const address = throttleKey('address', req.ip ?? '');
    await db.asPerson(null, (tx) => allowAttempt(tx, { address }));
    return start(req, res, body);
  }, { ownTransactions: true });
  mount(router, deps, linkProvider, ({ body }, { req, res, person }) => start(req, res, { next: body.next, again: true, person: person.id }), { ownTransactions: true });

  /** The person behind an identity: known, made when the operator says so, or nobody. */
  const whose = (identity: Identity): Promise<string> => db.asPerson(null, async (tx) => {
    const person = await personOf(tx, identity) ?? (env.oidc?.create ? await createFor(tx, identity) : undefined);
    if (person === undefined) throw new AppError('unauthenticated', 'Nobody here', { reason: 'provider_unknown' });
    return person;
  });

  // A browser stands here, brought by the provider: whatever happens it is sent on to a page of ours, with the reason and nothing else.
  mount(router, deps, providerReturn, async (_input, { req, res }) => {
    const token = readCookie(req, 'provider');
    clearCookie(req, res, 'provider');
    const attempt = token === undefined || provider === undefined ? undefined : await db.asPerson(null, (tx) => takeAttempt(tx, token));
    try {
      if (attempt === undefined || provider === undefined) throw new AppError('gone', 'No attempt under way', { reason: 'provider_refused' });
      const identity = await provider.finish(req.originalUrl.slice(req.path.length), attempt).catch((cause: unknown) => {
        throw cause instanceof AppError ? cause : new AppError('unauthenticated', 'The provider’s answer does not hold', { reason: 'provider_refused' }, cause);
      });
      const linking = attempt.person;
      if (linking !== null) await db.asPerson(linking, (tx) => linkIdentity(tx, identity, linking));
      else {
        const person = await whose(identity);
        const session = await db.asPerson(person, (tx) => insertSession(tx, person, req.headers['user-agent'], { way: 'provider', secondFactor: identity.secondFactor, provedAt: identity.provedAt }));
        sendCookie(req, res, session.token, session.expiresAt);
        log.info({ request: String(res.locals['requestId']), person, way: 'provider', secondFactor: identity.secondFactor }, 'signed in');
      }
      res.redirect(303, attempt.next);
    } catch (fault) {
      const error = asAppError(fault);
      log.warn({ request: String(res.locals['requestId']), code: error.code, reason: error.detail['reason'], why: (error.cause as { code?: string } | undefined)?.code }, 'sign-in at the provider failed');
      const reason = typeof error.detail['reason'] === 'string' ? error.detail['reason'] : 'provider_refused';
      res.redirect(303, attempt?.person ? `${attempt.next}?problem=${reason}` : `/signin?problem=${reason}`);
    }
  }, { ownTransactions: true });
}
