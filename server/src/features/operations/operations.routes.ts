import { Router } from 'express';
import { addToDeployment, getStorage, listDeployment, sweepStorage, type DeployedCommune } from '@sommier/domain/operations';
import { AppError } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { createCommune } from '../communes/index.ts';
import { isOperator, joinCommune } from '../people/index.ts';
import { bytesOf, storageOf, sweep } from './storage.ts';

type Row = Omit<DeployedCommune, 'bytes' | 'createdAt' | 'lastEntryAt'> & { id: number; createdAt: Date; lastEntryAt: Date | null };
const LIST = `select c.id, c.code, c.name, c.name_ar as "nameAr", c.currency, c.country, c.languages, c.timezone, c.srid, c.demo, c.created_at as "createdAt",
  (select count(*)::integer from membership m where m.commune_id = c.id and m.disabled_at is null) as people,
  (select count(*)::integer from membership m where m.commune_id = c.id and m.disabled_at is null and m.role = 'admin') as administrators,
  (select count(*)::integer from asset a where a.commune_id = c.id) as properties, (select count(*)::integer from listing l where l.commune_id = c.id) as listings,
  (select count(*)::integer from job j where j.commune_id = c.id and j.state in ('queued', 'running')) as jobs,
  (select e.at from audit_entry e where e.commune_id = c.id order by e.seq desc limit 1) as "lastEntryAt" from commune c order by c.code`;

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  const { db } = deps;
  const refuseOthers = async (person: string): Promise<void> => { if (!(await db.asPerson(person, (tx) => isOperator(tx, person)))) throw new AppError('forbidden', 'Not the operator', { reason: 'operations.not_operator' }); };
  mount(router, deps, getStorage, (_input, { tx, commune }) => storageOf(tx, deps, commune.id));
  mount(router, deps, sweepStorage, async (_input, { tx, commune, record: note }) => {
    note(`commune:${commune.code}`, { ...await sweep(tx, deps, commune.id) });
    return storageOf(tx, deps, commune.id);
  });
  mount(router, deps, listDeployment, async (_input, { person }) => {
    await refuseOthers(person.id);
    const rows = (await db.asOwner((tx) => tx.raw(LIST))).rows as Row[];
    return Promise.all(rows.map(async ({ id, createdAt, lastEntryAt, ...c }) => ({ ...c, createdAt: createdAt.toISOString(), lastEntryAt: lastEntryAt?.toISOString() ?? null, bytes: await bytesOf(deps, id) })));
  }, { ownTransactions: true });
  mount(router, deps, addToDeployment, async ({ body: { commune, administrator } }, { person, requestId }) => {
    await refuseOthers(person.id);
    return db.asOwner(async (tx) => {
      const made = await createCommune(tx, commune);
      const id = await joinCommune(tx, made.id, { ...administrator, role: 'admin', given: true });
      await record(tx, { commune: made.id, person: person.id, requestId }, [{ action: 'commune.created', subject: `commune:${made.code}`, detail: { currency: commune.currency } }, { action: 'user.added', subject: `person:${id}`, detail: { role: 'admin' }, personal: { email: administrator.email } }]);
      return { code: made.code };
    });
  }, { ownTransactions: true });
  return router;
};
