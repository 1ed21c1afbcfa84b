import { Router } from 'express';
import { getCommune } from '@sommier/domain/communes';
import { AppError } from '@sommier/domain/shared';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { communeCommands } from './communes.commands.ts';
import { communeByCode } from './communes.queries.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  mount(router, deps, getCommune, async (_input, { tx, commune }) => {
    const row = await communeByCode(tx, commune.code);
    if (!row) throw new AppError('not_found', 'No such commune');
    const { id: _, ...shown } = row;
    return { ...shown, embedded: deps.env.databaseUrl === undefined };
  });
  return router;
};
export const commands = communeCommands;
export { createCommune } from './communes.store.ts';
export { communeByCode, type CommuneRow } from './communes.queries.ts';
