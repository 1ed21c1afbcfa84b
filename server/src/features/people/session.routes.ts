import type { Request, Response, Router } from 'express';
import { changePassword, changePreferences, getSession, listSessions, myCommunes, type Session, revokeSession as revoke, signIn, signOut } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { mount } from '../../platform/http/index.ts';
import { isLoopback } from '../../platform/loopback.ts';
import { clearCookie, readCookie, sendCookie, type Signed } from '../../platform/session/index.ts';
import { factorOf, type Run, takeCode } from './factor.store.ts';
import { refuseWeak } from './password-policy.ts';
import { hashPassword, passwordHolds } from './password.ts';
import { communesOf, isOperator, personByEmail, personById, type PersonRow, sessionsOf, wordsAround } from './people.queries.ts';
import { changePerson, endSession, insertSession, type Opened, revokeOthers, revokeSession } from './people.store.ts';
import { allowAttempt, forgive, throttleKey } from './throttle.store.ts';

/** Opens a session for the person, sets its cookie and answers what the client starts with. */
export async function openSession(tx: Tx, person: string, req: Request, res: Response, opened: Opened): Promise<Session> {
  const before = readCookie(req);
  if (before !== undefined) await endSession(tx, before);
  const { token, expiresAt } = await insertSession(tx, person, req.headers['user-agent'], opened);
  sendCookie(req, res, token, expiresAt);
  return sessionReply(tx, { id: person, expiresAt, secondFactor: opened.secondFactor });
}

/** What the client starts with: the person, her communes and roles, the session's end. */
export async function sessionReply(tx: Tx, { id, expiresAt, secondFactor }: Pick<Signed, 'id' | 'expiresAt' | 'secondFactor'>): Promise<Session> {
  const { email, name, language } = await personById(tx, id);
  return { person: { id, email, name, language }, communes: await communesOf(tx, id), expiresAt: expiresAt.toISOString(), secondFactor, operator: await isOperator(tx, id) };
}

/** Throws `unauthenticated` saying that a code is wanted, or that it was not the right one; answers whether the account has a second factor. */
async function passSecondFactor(db: Database, person: string, code: string | undefined): Promise<boolean> {
  const run: Run = (work) => db.asPerson(person, work);
  if (!(await run((tx) => factorOf(tx, person)))?.confirmed_at) return false;
  if (code === undefined) throw new AppError('unauthenticated', 'A code is wanted', { reason: 'code_wanted', wants: 'code' });
  if (!(await takeCode(run, person, code))) throw new AppError('unauthenticated', 'Wrong code', { reason: 'wrong_code', wants: 'code' });
  return true;
}

/** A password given by somebody else opens nothing by itself: it is changed for her own in the same request. Answers the digest of hers; throws `unauthenticated` saying that hers is wanted, or that the given one is over. */
async function passGivenPassword(db: Database, person: PersonRow, given: string, next: string | undefined): Promise<string | undefined> {
  if (person.given === null) return undefined;
  if (person.given === 'over') throw new AppError('unauthenticated', 'The given password is over', { reason: 'given_password_over' });
  if (next === undefined) throw new AppError('unauthenticated', 'A password of her own is wanted', { reason: 'new_password_wanted', wants: 'password' });
  if (next === given) throw new AppError('invalid', 'The given password again', { reason: 'password_same', wants: 'password', issues: [{ path: 'body.next', message: 'password_same' }] });
  refuseWeak(next, await db.asPerson(person.id, (tx) => wordsAround(tx, person)), 'body.next');
  return hashPassword(next);
}

export function sessionRoutes(router: Router, deps: Deps): void {
  const { db } = deps;

  // Attempts must outlast the refusal that follows them, and hashing must not hold a connection: transactions of its own.
  mount(router, deps, signIn, async ({ body }, { req, res, requestId }) => {
    // Their password is in the documentation; a demo loaded while the server already listens to others must not open either.
    if (body.email.toLowerCase().endsWith('@demo.example') && !isLoopback(deps.env.host)) throw new AppError('forbidden', 'Demo accounts beyond loopback', { reason: 'demo_exposed' });
    const keys = { address: throttleKey('address', req.ip ?? ''), email: throttleKey('email', body.email) };
    await db.asPerson(null, (tx) => allowAttempt(tx, keys));
    const person = await db.asPerson(null, (tx) => personByEmail(tx, body.email));
    if (!(await passwordHolds(person?.passwordHash, body.password)) || !person) {
      deps.log.warn({ request: requestId, person: person?.id ?? null, why: 'password' }, 'sign-in refused');
      throw new AppError('unauthenticated', 'Wrong e-mail or password', { reason: 'wrong_password' });
    }
    const passwordHash = await passGivenPassword(db, person, body.password, body.next);
    // The right password alone forgives nothing: else it would give back, each time, the tries at the code.
    const secondFactor = await passSecondFactor(db, person.id, body.code).catch((refusal: unknown) => {
      if (body.code !== undefined) deps.log.warn({ request: requestId, person: person.id, why: 'code' }, 'sign-in refused');
      throw refusal;
    });
    deps.log.info({ request: requestId, person: person.id, way: 'password', secondFactor }, 'signed in');
    return db.asPerson(person.id, async (tx) => {
      await forgive(tx, keys);
      if (passwordHash !== undefined) await changePerson(tx, person.id, { passwordHash });
      return openSession(tx, person.id, req, res, { way: 'password', secondFactor });
    });
  }, { ownTransactions: true });

  mount(router, deps, getSession, (_input, { tx, person }) => sessionReply(tx, person));

  mount(router, deps, changePreferences, async ({ body }, { tx, person }) => {
    await changePerson(tx, person.id, body);
    return sessionReply(tx, person);
  });

  mount(router, deps, signOut, async (_input, { tx, person, req, res }) => {
    await revokeSession(tx, person.id, person.sessionId);
    clearCookie(req, res);
    return undefined;
  });

  mount(router, deps, changePassword, async ({ body }, { person, req }) => {
    const keys = { address: throttleKey('address', req.ip ?? ''), email: throttleKey('email', person.email) };
    await db.asPerson(person.id, (tx) => allowAttempt(tx, keys));
    const stored = await db.asPerson(person.id, (tx) => personById(tx, person.id));
    if (!stored.localPassword) throw new AppError('invalid', 'No local password', { reason: 'no_local_password' });
    if (!(await passwordHolds(stored.passwordHash, body.current))) throw new AppError('invalid', 'Wrong password', { reason: 'wrong_password', issues: [{ path: 'body.current', message: 'wrong' }] });
    refuseWeak(body.next, await db.asPerson(person.id, (tx) => wordsAround(tx, stored)), 'body.next');
    const passwordHash = await hashPassword(body.next);
    await db.asPerson(person.id, async (tx) => {
      await forgive(tx, keys);
      await changePerson(tx, person.id, { passwordHash });
      await revokeOthers(tx, person.id, person.sessionId);
    });
    return undefined;
  }, { ownTransactions: true });

  mount(router, deps, listSessions, (_input, { tx, person }) => sessionsOf(tx, person.id, person.sessionId));

  mount(router, deps, revoke, async ({ params }, { tx, person }) => {
    if (!(await revokeSession(tx, person.id, params.id))) throw new AppError('not_found', 'No such session');
    return undefined;
  });

  mount(router, deps, myCommunes, (_input, { tx, person }) => communesOf(tx, person.id));
}
