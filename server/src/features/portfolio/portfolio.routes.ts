import { Router, type Response } from 'express';
import { MARKET_USES } from '@sommier/domain/comparables';
import * as contract from '@sommier/domain/portfolio';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { differing, hashOf, openRun } from './compute.store.ts';
import { RUN_KIND } from './portfolio.jobs.ts';
import { line, lines, run, runs, runSheet } from './portfolio.queries.ts';

const rule = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `portfolio.${reason}`, ...detail });
async function read(tx: Tx, id: string): Promise<contract.MassRun> {
  const found = await run(tx, id);
  if (found === undefined) throw new AppError('not_found', `No run ${id}`);
  return found;
}
/** The run under lock, a draft still. */
async function draft(tx: Tx, id: string): Promise<contract.MassRun> {
  await tx.raw('select 1 from mass_run where commune_id = current_commune() and id = ? for update', [id]);
  const found = await read(tx, id);
  if (found.state !== 'draft') throw rule('not_draft');
  return found;
}
const there = async (tx: Tx, sql: string, bind: Record<string, unknown>): Promise<boolean> => ((await tx.raw(sql, bind)).rows as unknown[]).length > 0;

/** Starts a run: its row first, so that the screen has something to show, then the job. */
function starting(r: Router, deps: Deps): void {
  mount(r, deps, contract.createRun, async ({ body }, { tx, commune, person, record }) => {
    if (body.zones !== null && !await there(tx, 'select 1 from zone_set where commune_id = current_commune() and name = :zones', { zones: body.zones })) throw rule('no_zones', { zones: body.zones, field: 'zones' });
    if (!await there(tx, `select 1 from comparable c where c.commune_id = current_commune() and c.kind = 'sale' and not c.aside and c.traded_on <= cast(:day as date) and c.traded_on > cast(:day as date) - make_interval(months => cast(:months as integer)) limit 1`, { day: body.day, months: body.months })) throw rule('no_evidence');
    if (await there(tx, `select 1 from mass_run where commune_id = current_commune() and state = 'computing' limit 1`, {})) throw rule('busy');
    const { id } = await openRun(tx, body, person.id);
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: RUN_KIND, payload: { run: id, params: body }, person: person.id, lane: 'portfolio' });
    await tx.raw('update mass_run set job_id = :job where commune_id = current_commune() and id = :id', { id, job });
    record(`mass_run:${id}`, body);
    return { id, job };
  });
}

/** A person's part: outliers one by one, then the whole by another. */
function deciding(r: Router, deps: Deps): void {
  mount(r, deps, contract.decideLine, async ({ params, body }, { tx, person, record }) => {
    await draft(tx, params.id);
    const before = await line(tx, params.id, params.asset);
    if (before === undefined) throw new AppError('not_found', `No line ${params.asset}`);
    if (before.outliers.length === 0) throw rule('not_held');
    const state = body.take ? 'accepted' : 'excluded';
    await tx.raw(`update mass_line set state = :state, decided_by = :person, decided_at = clock_timestamp(), decision = :reason where commune_id = current_commune() and run_id = :id and asset_id = :asset`, { ...params, state, reason: body.reason, person: person.id });
    record(`mass_run:${params.id}`, { asset: params.asset, state, value: before.value, reason: body.reason });
    const after = await line(tx, params.id, params.asset);
    if (after === undefined) throw new AppError('not_found', `No line ${params.asset}`);
    return after;
  });
  mount(r, deps, contract.adoptRun, async ({ params }, { tx, person, record }) => {
    const found = await draft(tx, params.id);
    if (found.author.id === person.id) throw rule('own');
    if (found.held > 0) throw rule('held', { held: found.held });
    if (await differing(tx, params.id) > 0 || await hashOf(tx, params.id) !== found.hash) throw rule('changed');
    await tx.raw(`update mass_run set state = 'adopted', adopted_by = :person, adopted_at = clock_timestamp() where commune_id = current_commune() and id = :id`, { id: params.id, person: person.id });
    record(`mass_run:${params.id}`, { hash: found.hash, total: found.total, valued: found.valued });
    return read(tx, params.id);
  });
  mount(r, deps, contract.dropRun, async ({ params }, { tx, record }) => {
    await draft(tx, params.id);
    await tx.raw(`update mass_run set state = 'dropped' where commune_id = current_commune() and id = ?`, [params.id]);
    record(`mass_run:${params.id}`);
    return read(tx, params.id);
  });
}

const words = (t: string): readonly string[] => t.split('|');
async function sheetOf(tx: Tx, id: string, currency: string, language: Language, format: 'csv' | 'xlsx'): Promise<Buffer> {
  const t = contract.texts[language];
  const [states, why, odd, uses, classes] = [words(t['portfolio.words']), words(t['portfolio.why']), words(t['portfolio.outliers']), words(t['portfolio.uses']), words(t['portfolio.classes'])];
  const of = (names: readonly string[], keys: readonly string[], key: string | null): string => (key === null ? '' : names[keys.indexOf(key)] ?? key);
  const { rows } = await lines(tx, id, {});
  const kinds = new Map([[5, 'number'], [6, 'money'], [7, 'number'], [8, 'money'], [9, 'money']] as const);
  return writeSheet({
    name: t['portfolio.sheet'], currency, rightToLeft: language === 'ar', columns: words(t['portfolio.heads']).map((head, i) => { const kind = kinds.get(i as 5); return kind === undefined ? { head } : { head, kind }; }),
    rows: rows.map((l) => [l.code, language === 'ar' ? l.nameAr ?? l.name : l.name, of(uses, MARKET_USES, l.use), l.zone, of(classes, contract.CLASSES, l.class), l.areaM2, l.perM2, l.factorBp / 100, l.value, l.before, of(states, contract.LINE_STATES, l.state),
      [...l.outliers.map((o) => of(odd, contract.OUTLIERS, o)), of(why, contract.NOT_VALUED, l.reason)].filter(Boolean).join(', '), l.decision === null ? null : `${l.decision} (${l.decidedBy ?? ''})`]),
  }, format);
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listRuns, async (_, { tx }) => ({ rows: await runs(tx) }));
  starting(r, deps);
  mount(r, deps, contract.getRun, async ({ params }, { tx }) => {
    const found = await runSheet(tx, params.id);
    if (found === undefined) throw new AppError('not_found', `No run ${params.id}`);
    return found;
  });
  mount(r, deps, contract.listLines, async ({ params, query }, { tx }) => {
    await read(tx, params.id);
    const { page, size, ...filter } = query;
    return lines(tx, params.id, filter, { page, size });
  });
  mount(r, deps, contract.checkRun, async ({ params }, { tx }) => {
    const found = await read(tx, params.id);
    const [hash, changed] = [await hashOf(tx, params.id), await differing(tx, params.id)];
    return { same: hash === found.hash && changed === 0, hash, differing: changed };
  });
  deciding(r, deps);
  mount(r, deps, contract.exportRun, async ({ params, query }, { tx, commune, language }) => {
    const found = await read(tx, params.id);
    const bytes = await sheetOf(tx, params.id, commune.currency, language, query.format);
    return (res: Response) => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="mass-valuation-${found.day}.${query.format}"`);
      res.end(bytes);
    };
  });
  return r;
}
