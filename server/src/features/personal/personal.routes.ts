import type { Router } from 'express';
import { message } from '@sommier/domain/messages';
import { erasePerson, exportPerson, exportReadings, getRetention, listReadings, planErasure, runRetention, setRetention, type ErasurePlan } from '@sommier/domain/personal';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { type CommuneContext, mount, requireVersion, versionTag } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { eraseParty } from './erase.store.ts';
import { holdingsOf, planOf, retentionRules } from './holdings.queries.ts';
import { personJson, personPdf } from './person-file.ts';
import { readersOf, readings } from './readings.queries.ts';
import { runRetention as forget, saveRules } from './retention.store.ts';

/** Most lines of the log in one file. */
const MOST_LINES = 50_000;

async function planned({ tx }: CommuneContext, id: string): Promise<{ plan: ErasurePlan; erased: boolean }> {
  const found = await planOf(tx, id);
  if (found === undefined) throw new AppError('not_found', `No party ${id}`);
  const { erased, kind: _, ...plan } = found;
  return { plan, erased };
}

export function personalRoutes(router: Router, deps: Deps): void {
  mount(router, deps, exportPerson, async ({ params, body }, ctx) => {
    const { tx, commune, record } = ctx;
    await planned(ctx, params.id);
    const parts = await holdingsOf(tx, params.id);
    const facts = { party: params.id, name: String(parts[0]?.rows[0]?.['name'] ?? ''), commune: commune.name, madeAt: new Date().toISOString(), parts };
    record(`party:${params.id}`, { format: body.format, rows: parts.reduce((n, p) => n + p.rows.length, 0) });
    return async (res) => {
      res.setHeader('Content-Disposition', `attachment; filename="person-${params.id}.${body.format}"`);
      if (body.format === 'json') { res.type('application/json').send(personJson(facts)); return; }
      res.type('application/pdf');
      await personPdf(res, facts, body.language);
    };
  });
  mount(router, deps, planErasure, async ({ params }, ctx) => {
    const { plan } = await planned(ctx, params.id);
    ctx.res.setHeader('ETag', versionTag(plan.version));
    return plan;
  });
  mount(router, deps, erasePerson, async ({ params, body }, ctx) => {
    await ctx.tx.raw('select from party p where p.commune_id = current_commune() and p.id = ? for update', [params.id]);
    const { plan, erased } = await planned(ctx, params.id);
    requireVersion(ctx, plan.version, plan);
    if (erased) throw new AppError('rule_refused', 'erased already', { reason: 'personal.erased' });
    if (plan.open.length > 0) throw new AppError('rule_refused', 'open matters', { reason: 'personal.open', open: plan.open, matters: plan.open.map((m) => message(ctx.language, `personal.open.${m}`) ?? m).join(', ') });
    const done = await eraseParty(ctx.tx, params.id, plan.whole);
    ctx.record(`party:${params.id}`, { ...done, parts: Object.fromEntries(plan.parts.filter((p) => p.rows > 0).map((p) => [p.category, p.fate])) }, { reason: body.reason });
    return done.removed ? { ...plan, parts: plan.parts.map((p) => ({ ...p, rows: 0 })) } : (await planned(ctx, params.id)).plan;
  });
  mount(router, deps, getRetention, async (_input, { tx }) => ({ rules: await retentionRules(tx) }));
  mount(router, deps, setRetention, async ({ body }, { tx, commune, record }) => {
    const before = await retentionRules(tx);
    await saveRules(tx, body.rules);
    record(`commune:${commune.code}`, { before: before.map((r) => [r.category, r.years]), after: body.rules.map((r) => [r.category, r.years]) });
    return { rules: await retentionRules(tx) };
  });
  mount(router, deps, runRetention, async ({ body }, { tx, commune, record }) => {
    const { done, erased } = await forget(tx, body.dryRun);
    record(`commune:${commune.code}`, { ...done, parties: erased.slice(0, 500) });
    return done;
  });
  mount(router, deps, listReadings, async ({ query: { page, size, ...asked } }, { tx, role }) => ({ ...await readings(tx, asked, page, size, can(role, 'personal.read')), readers: await readersOf(tx) }));
  mount(router, deps, exportReadings, async ({ body }, { tx, commune, role, record }) => {
    const { rows, total } = await readings(tx, body, 1, MOST_LINES, can(role, 'personal.read'));
    record(`commune:${commune.code}`, { rows: rows.length, of: total });
    const file = await writeSheet({
      name: 'readings', currency: 'TND', columns: ['seq', 'at', 'reader', 'reader_name', 'action', 'subject', 'party', 'party_name', 'detail'].map((head) => ({ head })),
      rows: rows.map((r) => [r.seq, r.at, r.reader, r.readerName, r.action, r.subject, r.party, r.partyName, JSON.stringify(r.detail)]),
    }, 'csv');
    return (res) => { res.setHeader('Content-Disposition', `attachment; filename="readings-${commune.code}.csv"`); res.type(SHEET_MEDIA.csv).send(file); };
  });
}
