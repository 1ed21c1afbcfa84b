import type { Router } from 'express';
import { setUp } from '@sommier/domain/people';
import { AppError } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { createCommune } from '../communes/index.ts';
import { joinCommune } from './join.ts';
import { nobodyYet } from './people.queries.ts';
import { openSession } from './session.routes.ts';
import { setOperator } from './people.store.ts';
import { useSetupLink } from './setup.store.ts';

export function setupRoutes(router: Router, deps: Deps): void {
  // The one creation of a commune over HTTP: allowed by the printed link alone, in the owner's transaction because no commune exists yet.
  mount(router, deps, setUp, ({ body }, { req, res }) => deps.db.asOwner(async (tx) => {
    if (!(await useSetupLink(tx, body.token)) || !(await nobodyYet(tx))) throw new AppError('gone', 'The link is over', { reason: 'setup_link_used' });
    const commune = await createCommune(tx, { ...body.commune, languages: [...new Set([body.language, 'fr' as const])] });
    const id = await joinCommune(tx, commune.id, { ...body, role: 'admin' });
    await setOperator(tx, id, true);
    const session = await openSession(tx, id, req, res, { way: 'password', secondFactor: false });
    await record(tx, { commune: commune.id, person: id }, [{ action: 'commune.set_up', subject: `commune:${commune.code}`, personal: { email: body.email, name: body.name } }]);
    return session;
  }), { ownTransactions: true });
}
