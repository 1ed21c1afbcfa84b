import { Router } from 'express';
import { changeCommune, getCommune } from '@sommier/domain/communes';
import type { Commune } from '@sommier/domain/communes';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { communeCommands } from './communes.commands.ts';
import { changeCommune as write } from './communes.store.ts';
import { communeByCode } from './communes.queries.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  const shown = async (tx: Tx, code: string): Promise<Commune> => {
    const row = await communeByCode(tx, code);
    if (!row) throw new AppError('not_found', 'No such commune');
    const { id: _, ...rest } = row;
    return { ...rest, embedded: deps.env.databaseUrl === undefined };
  };
  mount(router, deps, getCommune, async (_input, { tx, commune }) => {
    return shown(tx, commune.code);
  });
  mount(router, deps, changeCommune, async ({ body }, { tx, commune, record }) => {
    const before = await shown(tx, commune.code);
    await write(tx, commune.id, body);
    record(`commune:${commune.code}`, { before: { name: before.name, nameAr: before.nameAr, languages: before.languages, timezone: before.timezone }, after: body });
    return shown(tx, commune.code);
  });
  return router;
};
export const commands = communeCommands;
export { createCommune } from './communes.store.ts';
export { communeByCode, type CommuneRow } from './communes.queries.ts';
