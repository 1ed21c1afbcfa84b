import { Router } from 'express';
import { createSheets, MOST_SHEETS, sheetsFile } from '@sommier/domain/papers';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { fileOf, sender } from '../exports/index.ts';
import { selectedAssets } from './facts.queries.ts';
import { folderOf, SHEETS_KIND } from './papers.jobs.ts';
import { statementRoutes } from './statement.routes.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, createSheets, async ({ body }, { tx, commune, person, role, record }) => {
    const ids = await selectedAssets(tx, body.selection, MOST_SHEETS + 1);
    if (ids.length === 0) throw new AppError('rule_refused', 'no property', { reason: 'papers.sheet.nothing' });
    if (ids.length > MOST_SHEETS) throw new AppError('rule_refused', 'too many', { reason: 'papers.sheet.too_many', n: ids.length, most: MOST_SHEETS });
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: SHEETS_KIND, person: person.id, payload: { request: body, role } });
    record(`job:${job}`, { sheets: ids.length, language: body.language });
    return { job, sheets: ids.length };
  });
  mount(r, deps, sheetsFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(tx, { commune: commune.id, person: person.id, id: params.id, kind: SHEETS_KIND, folder: () => folderOf(deps, commune.id, params.id) });
    return sender(path, result);
  });
  statementRoutes(r, deps);
  return r;
}
