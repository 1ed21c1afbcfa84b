import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { AssessmentRun, RunFigures } from '@sommier/domain/assessments';
import { RulePack } from '@sommier/domain/tax';
import { readFileSync } from 'node:fs';
import { dice } from '../../bench/lib/city.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { factsFor, plantFacts, plantRules } from '../tax/facts.ts';
import { api, ended, foundTowns, openTown } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const pack = RulePack.parse(JSON.parse(readFileSync(new URL('../../seed/tax-rules/tn.json', import.meta.url), 'utf8')));
const rules = pack.rules.filter((r) => r.tax === 'tn-sejour');
const plans: [Engine, number, number][] = [...((await engines()).includes('server') ? [['server', scale('KILLS_ASSESS', 20, 2), scale('KILL_FACTS', 20_000, 6000)] as [Engine, number, number]] : [['embedded', 1, 1500] as [Engine, number, number]])];

test.each(plans)('on the %s database, the server killed %i times in the middle of a run leaves a whole draft or nothing', async (engine, kills, count) => {
  const { env, remove } = await testEnv(engine);
  const codes = Array.from({ length: kills }, (_, i) => `A${String(i + 1)}`), roll = dice(SEED), faults: string[] = [], ends: string[] = [];
  await foundTowns(env, ['WARM', ...codes]);
  const db = await openDatabase(env);
  const facts = fc.sample(factsFor(rules, 'TND'), { numRuns: count, seed: SEED }).map((f, i) => ({ ...f, ref: `f${String(i)}` }));
  for (const code of ['WARM', ...codes]) {
    const { id } = (await db.asOwner((tx) => tx.raw('select id from commune where code = ?', [code]))).rows[0] as { id: number };
    await db.inCommune({ commune: id }, async (tx) => {
      await plantRules(tx, rules);
      const { id: party } = (await tx.raw(`insert into party (commune_id, kind, name, search) values (current_commune(), 'legal', 'Hôte', '') returning id`)).rows[0] as { id: string };
      for (let i = 0; i < facts.length; i += 2000) await plantFacts(tx, facts.slice(i, i + 2000), 'TND', party);
    });
  }
  await db.close();
  let town = await openTown(env);
  const begin = async (code: string): Promise<{ run: string; job: string }> => {
    const answer = await town.call('POST', api(code, 'assessments'), { tax: 'tn-sejour', from: '2000-01-01', to: '2030-01-01' });
    if (answer.status !== 202) throw new Error(answer.text);
    return answer.json();
  };
  const read = async (code: string, run: string): Promise<AssessmentRun> => (await town.call('GET', api(code, `assessments/${run}`))).json();
  try {
    const warm = await begin('WARM'), from = performance.now();
    await ended(town.call, 'WARM', warm.job, 300);
    const whole = performance.now() - from;
    expect(await read('WARM', warm.run)).toMatchObject({ state: 'draft', figures: { facts: count } });
    for (const code of codes) {
      // What the same facts give when nobody dies: a dry run, before.
      const dry = (await town.call('POST', api(code, 'assessments/preview'), { tax: 'tn-sejour', from: '2000-01-01', to: '2030-01-01' })).json<RunFigures>();
      const { run, job } = await begin(code);
      await sleep(whole * (0.05 + 0.9 * roll()));
      await town.served.stop('SIGKILL');
      town = await openTown(env);
      // The job is found dead and begun anew: the run ends whole, as if nothing had been.
      const was = await ended(town.call, code, job, 180), after = await read(code, run);
      if (was.state !== 'done' && was.state !== 'interrupted') faults.push(`${code}: job ${was.state}`);
      if (was.state === 'done' ? after.state !== 'draft' || after.figures?.total !== dry.total || after.figures?.facts !== count : after.state !== 'dropped') faults.push(`${code}: ${was.state} and ${after.state}, ${after.figures?.total ?? 'no total'}`);
      ends.push(after.state);
      const lines = (await town.call('GET', api(code, `assessments/${run}/lines?size=1`))).json<{ total: number }>().total;
      if (lines !== (after.state === 'draft' ? count : 0)) faults.push(`${code}: ${String(lines)} lines of a ${after.state} run`);
      if (after.state === 'draft' && (await town.call('POST', api(code, `assessments/${run}/check`), {})).json<AssessmentRun>().check?.ok !== true) faults.push(`${code}: does not compute to the same`);
    }
    await town.served.stop();
    const end = await openDatabase(env);
    const { rows } = await end.asOwner((tx) => tx.raw(`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'staging' and c.relkind = 'r' union all select 'due' from ledger_due`)) as { rows: unknown[] };
    await end.close();
    reportPart(`1-kill-assess-${engine}`, `Kill -9 in mid-run of an assessment, ${engine} database`, [
      `${String(kills)} kills of \`sommier serve\`, each at a random moment of a run over ${String(count)} facts that takes ${(whole / 1000).toFixed(1)} s when left alone; after the next start ${String(ends.filter((e) => e === 'draft').length)} runs were whole drafts, ${String(ends.filter((e) => e === 'dropped').length)} dropped without a trace.`,
      `${String(faults.length)} faults (another total than a dry run told before, lines of a run that is not there, a draft that does not compute to the same); ${String(rows.length)} staging tables or dues left.`]);
    expect([faults, rows]).toEqual([[], []]);
  } finally {
    await town.served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 3_600_000 : 300_000);
