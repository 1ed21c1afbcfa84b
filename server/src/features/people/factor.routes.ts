import type { Request, Router } from 'express';
import { beginFactor, confirmFactor, getFactor, getFactorRoles, removeFactor, renewRecovery, setFactorRoles, stepUp } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { sendCookie, type Signed } from '../../platform/session/index.ts';
import { describe, newSecret, plainCode } from './factor.ts';
import { holdKey } from './factor.seeds.ts';
import { beginFactor as begin, confirmFactor as confirm, deleteFactor, factorOf, prepareRecovery, recoveryLeft, type Run, takeCode, takeStep } from './factor.store.ts';
import { passwordHolds } from './password.ts';
import { communesOf, factorRoles, type PersonRow, personById } from './people.queries.ts';
import { changeFactorRoles, renewSession, revokeOthers } from './people.store.ts';
import { allowAttempt, forgive, throttleKey } from './throttle.store.ts';

interface Proof { password?: string | undefined; code?: string | undefined }
interface Asked { person: Signed; req: Request }

export function factorRoutes(router: Router, deps: Deps): void {
  const { db, log } = deps;
  holdKey(deps);
  const as = (person: Signed): Run => (work) => db.asPerson(person.id, work);

  /** Holds what is given to the person's own, at the pace of sign-ins: a session left open is no way to guess the password. Throws `invalid`. */
  async function prove({ person, req }: Asked, check: (stored: PersonRow, run: Run) => Promise<boolean>): Promise<void> {
    const run = as(person), keys = { address: throttleKey('address', req.ip ?? ''), email: throttleKey('email', person.email) };
    await run((tx) => allowAttempt(tx, keys));
    const stored = await run((tx) => personById(tx, person.id));
    if (!(await check(stored, run))) throw new AppError('invalid', 'Not the person’s own', { reason: 'wrong_proof' });
    await run((tx) => forgive(tx, keys));
  }
  const withPassword = (asked: Asked, { password = '', code }: Proof): Promise<void> => prove(asked, async (stored, run) => {
    if (!stored.localPassword) throw new AppError('invalid', 'No local password', { reason: 'no_local_password' });
    return (await passwordHolds(stored.passwordHash, password)) && (code === undefined || takeCode(run, asked.person.id, code));
  });
  const enrolled = async (person: Signed): Promise<boolean> => ((await as(person)((tx) => factorOf(tx, person.id)))?.confirmed_at ?? null) !== null;

  mount(router, deps, getFactor, async (_input, { tx, person }) => {
    const factor = await factorOf(tx, person.id), since = factor?.confirmed_at ?? null;
    return { enrolled: since !== null, since: since?.toISOString() ?? null, recoveryLeft: since === null ? 0 : await recoveryLeft(tx, person.id), localPassword: (await personById(tx, person.id)).localPassword };
  });

  mount(router, deps, beginFactor, async ({ body }, { person, req }) => {
    await withPassword({ person, req }, body);
    if (await enrolled(person)) throw new AppError('conflict', 'On already', { reason: 'factor_on' });
    const secret = newSecret();
    await as(person)((tx) => begin(tx, person.id, secret));
    return describe(secret, person.email);
  }, { ownTransactions: true });

  mount(router, deps, confirmFactor, async ({ body }, { person, req, res }) => {
    const run = as(person);
    const factor = await run((tx) => factorOf(tx, person.id));
    if (factor === undefined || factor.confirmed_at) throw new AppError('conflict', 'Nothing to confirm', { reason: factor ? 'factor_on' : 'factor_not_begun' });
    await prove({ person, req }, () => run((tx) => takeStep(tx, person.id, factor, plainCode(body.code))));
    const recovery = await prepareRecovery();
    const { token, expiresAt } = await run(async (tx) => {
      await confirm(tx, person.id);
      await recovery.keep(tx, person.id);
      await revokeOthers(tx, person.id, person.sessionId);
      return renewSession(tx, person.sessionId, true);
    });
    sendCookie(req, res, token, expiresAt);
    log.info({ person: person.id }, 'second factor on');
    return { codes: recovery.codes };
  }, { ownTransactions: true });

  mount(router, deps, renewRecovery, async ({ body }, { person, req }) => {
    if (!(await enrolled(person))) throw new AppError('not_found', 'No second factor');
    await withPassword({ person, req }, body);
    const recovery = await prepareRecovery();
    await as(person)((tx) => recovery.keep(tx, person.id));
    log.info({ person: person.id }, 'recovery codes renewed');
    return { codes: recovery.codes };
  }, { ownTransactions: true });

  mount(router, deps, removeFactor, async ({ body }, { person, req }) => {
    if (!(await enrolled(person))) throw new AppError('not_found', 'No second factor');
    if ((await as(person)((tx) => communesOf(tx, person.id))).some((c) => c.secondFactor)) throw new AppError('rule_refused', 'A commune asks for it', { reason: 'factor_wanted_here' });
    await withPassword({ person, req }, body);
    await as(person)(async (tx) => { await deleteFactor(tx, person.id); await revokeOthers(tx, person.id, person.sessionId); });
    log.info({ person: person.id }, 'second factor off');
    return undefined;
  }, { ownTransactions: true });

  mount(router, deps, stepUp, async ({ body }, { person, req, res }) => {
    const byCode = body.code !== undefined;
    await prove({ person, req }, (stored, run) => (body.code !== undefined ? takeCode(run, person.id, body.code)
      : stored.localPassword ? passwordHolds(stored.passwordHash, body.password ?? '') : Promise.resolve(false)));
    const { token, expiresAt } = await as(person)((tx) => renewSession(tx, person.sessionId, byCode));
    sendCookie(req, res, token, expiresAt);
    return undefined;
  }, { ownTransactions: true });

  mount(router, deps, getFactorRoles, async (_input, { tx, commune }) => ({ roles: await factorRoles(tx, commune.id) }));

  mount(router, deps, setFactorRoles, async ({ body }, ctx) => {
    if (body.roles.includes(ctx.role) && !ctx.person.secondFactor) throw new AppError('rule_refused', 'One’s own role', { reason: 'factor_yourself_first' });
    const before = await factorRoles(ctx.tx, ctx.commune.id);
    const roles = await changeFactorRoles(ctx.tx, ctx.commune.id, [...new Set(body.roles)]);
    ctx.record(`commune:${ctx.commune.code}`, { before, after: roles });
    return { roles };
  });
}
