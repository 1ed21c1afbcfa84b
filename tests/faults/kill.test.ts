import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { dice, listingsFile } from '../../bench/lib/city.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { sommier } from '../support/process.ts';
import { bring, ended, foundTowns, holdings, openTown, send, start } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const all = await engines();
const plans: [Engine, number, number][] = [
  ...(all.includes('server') ? [['server', scale('KILLS', 20, 2), scale('KILL_ROWS', 20_000, 3000)] as [Engine, number, number]] : []),
  ['embedded', scale('KILLS_EMBEDDED', 20, 1), scale('KILL_ROWS_EMBEDDED', 3000, 500)],
];
const OPTIONS = { format: 'inside-airbnb', platform: 'airbnb', captured: '2026-01-15' };
/** Whatever an import writes, by commune; each must be empty where no batch is. */
const TRACES = ['import_batch', 'import_refusal', 'listing', 'listing_past', 'tile_cell'];

test.each(plans)('on the %s database, the server killed %i times in mid-import of %i rows leaves whole batches or nothing', async (engine, kills, rows) => {
  const { env, remove } = await testEnv(engine);
  const codes = Array.from({ length: kills }, (_, i) => `K${String(i + 1)}`), roll = dice(SEED);
  await foundTowns(env, ['WARM', ...codes]);
  let town = await openTown(env);
  const told: string[] = [], faults: string[] = [], leftStages: string[] = [];
  let late = 0;
  try {
    const warm = await listingsFile({ rows, seed: 900 });
    const sent = await send(town.call, 'WARM', warm), from = performance.now();
    const first = await ended(town.call, 'WARM', await start(town.call, 'WARM', sent.id, OPTIONS), 600);
    const whole = performance.now() - from;
    expect(first).toMatchObject({ state: 'done', result: { rows, inserted: rows } });

    for (const [i, code] of codes.entries()) {
      const file = await listingsFile({ rows, seed: 901 + i });
      const upload = await send(town.call, code, file);
      const id = await start(town.call, code, upload.id, OPTIONS), after = whole * (0.02 + 0.83 * roll());
      await sleep(after);
      await town.served.stop('SIGKILL');
      town = await openTown(env);
      const was = await ended(town.call, code, id, 60);
      const { batches, listings } = await holdings(town.call, code);
      told.push(`${code} ${Math.round(after)} ms ${was.stage ?? 'no stage yet'}: ${was.state}, ${batches.length === 0 ? 'nothing kept' : 'batch kept'}`);
      if (was.state === 'done') late += 1;
      // A kill between the commit and the job's last word leaves a whole batch of an interrupted job.
      if (!['interrupted', 'done'].includes(was.state)) faults.push(`${code}: job ${was.state} ${JSON.stringify(was.error)}`);
      if (was.state === 'done' && batches.length === 0) faults.push(`${code}: done without a batch`);
      if (batches.length > 1 || batches.some((b) => b.state !== 'committed' || b.rows !== rows || b.inserted !== rows || b.refused !== 0)) faults.push(`${code}: a partial batch ${JSON.stringify(batches)}`);
      if (listings !== (batches.length === 0 ? 0 : rows)) faults.push(`${code}: ${String(listings)} listings beside ${String(batches.length)} batches`);
      if (engine === 'server') {
        const traces = await left(env, code);
        leftStages.push(...traces.stages);
        if (batches.length === 0 && traces.kept.length > 0) faults.push(`${code}: without a batch there are ${traces.kept.join(', ')}`);
      }
      const again = await bring(town.call, code, file, OPTIONS);
      if (again.inserted + again.unchanged !== rows || again.refused !== 0) faults.push(`${code}: the next import brought ${JSON.stringify(again)}`);
      if ((await holdings(town.call, code)).listings !== rows) faults.push(`${code}: the next import left other listings`);
    }
    expect(await town.served.stop()).toBe(0);
    const end = await left(env, 'WARM');
    leftStages.push(...end.stages);
    for (const code of codes) {
      const verified = JSON.parse((await sommier(env, ['audit', 'verify', '--commune', code, '--json'])).out) as { ok: boolean };
      if (!verified.ok) faults.push(`${code}: the chain does not verify`);
      if (!LONG) break;
    }
    reportPart(`1-kill-${engine}`, `Kill -9 in mid-import, ${engine} database`, [
      `${String(kills)} kills of \`sommier serve\`, each at a random moment of an import of ${rows.toLocaleString('en')} rows that takes ${(whole / 1000).toFixed(1)} s when left alone; ${String(late)} of them came when the job had just ended.`,
      `${String(faults.length)} faults (a partial batch, a job in another state than interrupted or done, a next import that fails, a broken chain); ${String(leftStages.length)} staging tables left.`,
      `Each kill (moment, stage last written: it is written once a second): ${told.join('; ')}.`, ...faults,
    ]);
    expect(faults).toEqual([]);
    expect(leftStages).toEqual([]);
  } finally {
    await town.served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 3_600_000 : 240_000);

/** The staging tables there are, and what a commune holds. */
async function left(env: Parameters<typeof openDatabase>[0], code: string): Promise<{ stages: string[]; kept: string[] }> {
  const db = await openDatabase(env);
  try {
    return await db.asOwner(async (tx) => {
      const stages = (await tx.raw(`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'staging' and c.relkind = 'r'`)).rows as { name: string }[];
      const kept: string[] = [];
      for (const table of TRACES) {
        const { n } = (await tx.raw('select count(*)::integer as n from ?? where commune_id = (select id from commune where code = ?)', [table, code])).rows[0] as { n: number };
        if (n > 0) kept.push(`${String(n)} ${table}`);
      }
      return { stages: stages.map((s) => s.name), kept };
    });
  } finally { await db.close(); }
}

