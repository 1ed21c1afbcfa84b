import type { Router } from 'express';
import { addUser, changeUser, closeSessions, givePassword, listUsers, removeUser, type User } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { type CommuneContext, mount } from '../../platform/http/index.ts';
import { joinCommune } from './join.ts';
import { hashPassword } from './password.ts';
import { refuseWeak } from './password-policy.ts';
import { isOperator, lockAdmins, personById, usersOf, wordsAround, worksElsewhere } from './people.queries.ts';
import { changeMembership, deleteMembership, endSessions, giveNewPassword } from './people.store.ts';

async function userOf({ tx, commune }: CommuneContext, id: string): Promise<User> {
  const [user] = await usersOf(tx, commune.id, id);
  if (!user) throw new AppError('not_found', 'No such person in this commune');
  return user;
}

/** A commune without an administrator could never get one again from the screen. */
async function keepAnAdmin({ tx, commune }: CommuneContext, leaving: string): Promise<void> {
  const admins = await lockAdmins(tx, commune.id);
  if (admins.length === 1 && admins[0] === leaving) throw new AppError('rule_refused', 'The last administrator stays', { reason: 'last_admin' });
}

export function usersRoutes(router: Router, deps: Deps): void {
  mount(router, deps, listUsers, (_input, { tx, commune }) => usersOf(tx, commune.id));

  mount(router, deps, addUser, async ({ body }, ctx) => {
    const id = await joinCommune(ctx.tx, ctx.commune.id, { ...body, given: true });
    const user = await userOf(ctx, id);
    ctx.record(`person:${id}`, { role: user.role }, { email: user.email, name: user.name });
    return user;
  });

  mount(router, deps, changeUser, async ({ params, body }, ctx) => {
    const before = await userOf(ctx, params.id);
    const loses = before.role === 'admin' && !before.disabled && ((body.role !== undefined && body.role !== 'admin') || body.disabled === true);
    if (loses) await keepAnAdmin(ctx, params.id);
    await changeMembership(ctx.tx, ctx.commune.id, params.id, body);
    const after = await userOf(ctx, params.id);
    ctx.record(`person:${params.id}`, { before: { role: before.role, disabled: before.disabled }, after: { role: after.role, disabled: after.disabled } });
    return after;
  });

  mount(router, deps, removeUser, async ({ params }, ctx) => {
    const user = await userOf(ctx, params.id);
    if (user.role === 'admin') await keepAnAdmin(ctx, params.id);
    await deleteMembership(ctx.tx, ctx.commune.id, params.id);
    ctx.record(`person:${params.id}`, { role: user.role });
    return undefined;
  });

  mount(router, deps, givePassword, async ({ params }, ctx) => {
    await userOf(ctx, params.id);
    await giveNewPassword(ctx.tx, params.id, ctx.prepared as string);
    ctx.record(`person:${params.id}`);
    return userOf(ctx, params.id);
  }, {
    unkept: true,
    // Hashing must not hold a transaction open; whom she works for elsewhere only she may see.
    before: async ({ params, body }, { commune, person }) => {
      const { id } = params as { id: string }, { password } = body as { password: string };
      if (id === person.id) throw new AppError('rule_refused', 'Her own', { reason: 'own_password' });
      await deps.db.inCommune({ commune: commune.id }, async (tx) => { if ((await usersOf(tx, commune.id, id)).length === 0) throw new AppError('not_found', 'No such person in this commune'); });
      await deps.db.asPerson(id, async (tx) => {
        const whose = await personById(tx, id);
        if (!whose.localPassword) throw new AppError('rule_refused', 'No local password', { reason: 'opens_by_provider' });
        if (await worksElsewhere(tx, id, commune.id) || await isOperator(tx, id)) throw new AppError('rule_refused', 'Not this commune’s alone', { reason: 'works_elsewhere' });
        refuseWeak(password, await wordsAround(tx, whose), 'body.password');
      });
      return hashPassword(password);
    },
  });

  mount(router, deps, closeSessions, async ({ params }, ctx) => {
    await userOf(ctx, params.id);
    const closed = await endSessions(ctx.tx, params.id);
    ctx.record(`person:${params.id}`, { closed });
    return undefined;
  });
}
