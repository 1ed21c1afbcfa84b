import { Router } from 'express';
import { auditFacets, auditHead, checkHead, exportAudit, listAudit, verifyAudit } from '@sommier/domain/audit';
import { verifyChain } from '../../platform/audit/index.ts';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { auditCommands } from './audit.commands.ts';
import { auditZip } from './audit-file.ts';
import { auditFacetsOf, auditPage } from './audit.queries.ts';
import { holdsHead, signedHead, signingKey } from './sign.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  mount(router, deps, listAudit, ({ query }, { tx }) => auditPage(tx, query));
  mount(router, deps, verifyAudit, (_input, { tx, commune }) => verifyChain(tx, commune.id));
  mount(router, deps, auditFacets, (_input, { tx }) => auditFacetsOf(tx));
  mount(router, deps, auditHead, async (_input, { tx, commune }) => signedHead(tx, commune.code, await signingKey(deps)));
  mount(router, deps, checkHead, async ({ body }, { tx, commune }) => holdsHead(tx, commune.code, await signingKey(deps), body));
  mount(router, deps, exportAudit, async ({ body }, { tx, commune, record }) => {
    const { zip, rows, sha256 } = await auditZip(tx, deps, commune.code, body);
    record(`commune:${commune.code}`, { ...body, rows, sha256 });
    return (res) => { res.setHeader('Content-Disposition', `attachment; filename="audit-${commune.code}.zip"`); res.type('application/zip').send(Buffer.from(zip)); };
  });
  return router;
};
export const commands = auditCommands;
export { keepHeads, writeHeads } from './daily.ts';
