import { Router } from 'express';
import { listAudit, verifyAudit } from '@sommier/domain/audit';
import { verifyChain } from '../../platform/audit/index.ts';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { auditCommands } from './audit.commands.ts';
import { auditPage } from './audit.queries.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  mount(router, deps, listAudit, ({ query }, { tx, commune }) => auditPage(tx, { ...query, commune: commune.id }));
  mount(router, deps, verifyAudit, (_input, { tx, commune }) => verifyChain(tx, commune.id));
  return router;
};
export const commands = auditCommands;
