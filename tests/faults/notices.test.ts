import { expect, test } from '@jest/globals';
import { isEnded } from '@sommier/domain/jobs';
import { TaxRule } from '@sommier/domain/tax';
import { beginRun, computeRun, issue, review } from '../../server/src/features/assessments/index.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { peakMb } from '../support/process.ts';
import { plantRules } from '../tax/facts.ts';
import { api, ended, foundTowns, job as jobOf, openTown } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, scale } from './scale.ts';

const RULE = TaxRule.parse({ key: 'night', tax: 'stay-tax', label: { fr: 'Taxe de séjour', ar: 'معلوم الإقامة' }, legal: { ref: 'LF 2018, art. 49', status: 'law' }, from: '2025-01-01', basis: 'person_night', currency: 'TND', amount: '1.5' });
const PEOPLE = scale('NOTICES', 5000, 300);
const engine: Engine = (await engines()).includes('server') ? 'server' : 'embedded';

test(`${String(PEOPLE)} notices in one batch: progress, cancelled without a trace, then whole, memory flat`, async () => {
  const { env, remove } = await testEnv(engine);
  await foundTowns(env, ['N1']);
  const db = await openDatabase(env);
  const { id } = (await db.asOwner((tx) => tx.raw(`select id from commune where code = 'N1'`))).rows[0] as { id: number };
  const run = await db.inCommune({ commune: id }, async (tx) => {
    await plantRules(tx, [RULE]);
    await tx.raw(`with p as (insert into party (commune_id, kind, name, name_ar, search) select current_commune(), 'legal', 'Maison d’hôtes ' || n, 'دار ضيافة ' || n, '' from generate_series(1, ?) n returning id)
      insert into activity_fact (commune_id, kind, source, origin, fact_key, period_from, period_to, taxpayer_id, nights, rooms, guest_groups) select current_commune(), 'stay', 'declared', 'test', 'k' || p.id || '-' || s, '2026-01-02', cast('2026-01-03' as date) + s, p.id, 1 + s, 1, '[{"count": 2, "adult": true}]' from p, generate_series(1, 3) s`, [PEOPLE]);
    return beginRun(tx, { tax: 'stay-tax', from: '2026-01-01', to: '2026-02-01', supplementary: false, note: null }, 'TND', { id: null, name: 'A' });
  });
  await computeRun(db, { commune: id, person: null, run, job: 'test', signal: new AbortController().signal, progress: () => undefined, confirm: () => Promise.resolve() });
  await db.inCommune({ commune: id }, async (tx) => { await review(tx, run, { id: null, name: 'B' }, null); await issue(tx, run, { id: null, name: 'B' }, undefined); });
  const traces = (): Promise<number> => db.inCommune({ commune: id }, async (tx) => ((await tx.raw('select (select count(*) from collection_paper)::integer + (select count(*) from collection_step)::integer + (select count(*) from collection_file)::integer as n')) as { rows: { n: number }[] }).rows[0]?.n ?? -1);
  const town = await openTown(env);
  const told: string[] = [];
  try {
    const start = async (language: string): Promise<string> => (await town.call('POST', api('N1', 'collection/batches'), { run, language })).json<{ job: string }>().job;
    const first = await start('ar');
    for (let now = await jobOf(town.call, 'N1', first); now.done === 0 && !isEnded(now.state); now = await jobOf(town.call, 'N1', first)) await new Promise((resolve) => { setTimeout(resolve, 100); });
    await town.call('POST', api('N1', `jobs/${first}/cancel`), {});
    const stopped = await ended(town.call, 'N1', first, 300);
    // A short batch may have ended before the word to stop came.
    if (LONG) expect([stopped.state, stopped.error, await traces()]).toEqual(['cancelled', null, 0]);
    if (stopped.state !== 'done') {
      expect(await traces()).toBe(0);
      const rest = peakMb(town.served.child.pid), from = performance.now(), second = await start('fr');
      const done = await ended(town.call, 'N1', second, 900), seconds = (performance.now() - from) / 1000;
      expect(done).toMatchObject({ state: 'done', result: { notices: PEOPLE } });
      const size = (done.result as { bytes: number; pages: number });
      told.push(`${String(PEOPLE)} notices (${String(size.pages)} pages, ${(size.bytes / 1e6).toFixed(1)} MB) in one batch on the ${engine} database: ${seconds.toFixed(1)} s; the server’s memory at its highest ${peakMb(town.served.child.pid).toFixed(0)} MB (${rest.toFixed(0)} MB before it). The limit is 400 MB.`, 'Before it a batch was cancelled in the middle: no file, no step, no paper of it is left.');
    }
    expect(await traces()).toBe(3 * PEOPLE);
    if (LONG || engine === 'server') expect(peakMb(town.served.child.pid)).toBeLessThan(400);
    reportPart('notices', 'Notices in one batch', told);
  } finally {
    await db.close();
    await town.served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 3_600_000 : 300_000);
