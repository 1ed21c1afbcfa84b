import { Router, type Response } from 'express';
import * as contract from '@sommier/domain/reconciliation';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { todayOf } from '../assets/index.ts';
import { differences, factsOf, totals } from './reconciliation.queries.ts';

async function table(tx: Tx, currency: string, language: Language, format: 'csv' | 'xlsx'): Promise<Buffer> {
  const t = contract.texts[language];
  const [kinds, settlements] = [t['reconciliation.kinds'].split('|'), t['reconciliation.settlements'].split('|')];
  const { rows } = await differences(tx, {});
  return writeSheet({
    name: t['reconciliation.sheet'], currency, rightToLeft: language === 'ar', columns: t['reconciliation.heads'].split('|').map((head, i) => (i >= 6 && i <= 8 ? { head, kind: 'money' as const } : i === 9 || i === 10 ? { head, kind: 'day' as const } : { head })),
    rows: rows.map((d) => [kinds[contract.DIFFERENCES.indexOf(d.kind)] ?? d.kind, d.inventoryNumber, d.code, language === 'ar' ? d.nameAr ?? d.name : d.name, d.account, d.designation, d.hereValue, d.thereValue, d.gap, d.hereDate, d.thereDate,
      d.lapsed ? t['reconciliation.lapsed'] : d.settlement === null ? null : settlements[contract.SETTLEMENTS.indexOf(d.settlement)] ?? d.settlement, d.reason, d.settledBy]),
  }, format);
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.readReconciliation, async ({ query: { page, size, ...filter } }, { tx }) => ({ ...await totals(tx), ...await differences(tx, filter, { page, size }) }));
  mount(r, deps, contract.settleDifference, async ({ body }, { tx, person, record }) => {
    const facts = await factsOf(tx, body.kind, body.key);
    if (facts === undefined) throw new AppError('not_found', 'No such difference');
    await tx.raw(`insert into reconciliation_settlement (commune_id, kind, key, facts, settlement, reason, settled_by) values (current_commune(), :kind, :key, :facts, :settlement, :reason, :person)
      on conflict (commune_id, kind, key) do update set facts = excluded.facts, settlement = excluded.settlement, reason = excluded.reason, settled_by = excluded.settled_by, settled_at = clock_timestamp()`, { ...body, facts, person: person.id });
    record(`reconciliation:${body.kind}:${body.key}`, { ...body, facts });
    const { rows: [row] } = await differences(tx, { kind: body.kind, key: body.key });
    if (row === undefined) throw new AppError('not_found', 'No such difference');
    return row;
  });
  mount(r, deps, contract.exportReconciliation, async ({ query }, { tx, commune, language }) => {
    const bytes = await table(tx, commune.currency, language, query.format), day = await todayOf(tx);
    return (res: Response) => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="reconciliation-${day}.${query.format}"`);
      res.end(bytes);
    };
  });
  return r;
}
