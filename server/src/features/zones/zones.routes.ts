import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Router } from 'express';
import { AppError } from '@sommier/domain/shared';
import * as contract from '@sommier/domain/zones';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { askZone } from './ask.queries.ts';
import { zoneReport } from './report.queries.ts';
import { listZones, listZoneSets } from './zones.queries.ts';

export function routes(deps: Deps): Router {
  const router = Router();
  mount(router, deps, contract.listZoneSets, async (_input, { tx }) => ({ rows: await listZoneSets(tx) }));
  mount(router, deps, contract.addZones, async ({ body }, ctx) => {
    if (!ctx.file) throw new AppError('invalid', 'No file', { issues: [{ path: 'file', message: ctx.language === 'fr' ? 'Joignez un fichier.' : ctx.language === 'ar' ? 'أرفق ملفًا.' : 'Attach a file.' }] });
    const path = join(await deps.files.folder('zones', String(ctx.commune.id)), randomUUID());
    await rename(ctx.file.path, path);
    const job = await deps.jobs.enqueue(ctx.tx, {
      commune: ctx.commune.id, kind: 'zones', person: ctx.person.id, lane: 'import listings', payload: { path, name: ctx.file.name, options: body, language: ctx.language, person: ctx.person.id },
    });
    ctx.record(`job:${job}`, { set: body.set });
    return { job };
  });
  mount(router, deps, contract.listZones, async ({ params, query }, { tx }) => ({ rows: await listZones(tx, params.id, query.geometry === 'yes') }));
  mount(router, deps, contract.reportZones, async ({ query }, { tx }) => zoneReport(tx, query.set, query.captured));
  mount(router, deps, contract.askZone, async ({ body, query }, { tx }) => askZone(tx, body, query));
  return router;
}
