import type { Router } from 'express';
import { addUser, changeUser, listUsers, removeUser, type User } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { type CommuneContext, mount } from '../../platform/http/index.ts';
import { joinCommune } from './join.ts';
import { lockAdmins, usersOf } from './people.queries.ts';
import { changeMembership, deleteMembership } from './people.store.ts';

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
    const id = await joinCommune(ctx.tx, ctx.commune.id, body);
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
}
