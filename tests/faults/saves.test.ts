import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isEnded, type Job } from '@sommier/domain/jobs';
import { listingsFile } from '../../bench/lib/city.ts';
import { engines, testEnv } from '../support/db.ts';
import { sommier } from '../support/process.ts';
import { api, bring, foundTowns, holdings, job, openTown, send, start } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, percentile, scale } from './scale.ts';

const ROWS = scale('SAVE_ROWS', 1_000_000, 20_000);
const PROPERTIES = 300;
/** An agent who clicks one place after another; the aim is the time she waits for one. */
const PAUSE_MS = 150, AIM_MS = 1000;
interface Save { ms: number; stage: string; fault?: string }

const here = (await engines()).includes('server') ? test : test.skip;

here(`an agent places properties while ${ROWS.toLocaleString('en')} listings come in; every save stands, the chain verifies`, async () => {
  const { env, remove } = await testEnv('server'), folder = mkdtempSync(join(tmpdir(), 'sommier-saves-'));
  await foundTowns(env, ['SAVE']);
  const { served, call } = await openTown(env);
  try {
    const file = join(folder, 'biens.csv');
    writeFileSync(file, `code;name\n${Array.from({ length: PROPERTIES }, (_, i) => `B${String(i)};Bien ${String(i)}`).join('\n')}\n`);
    expect(await bring(call, 'SAVE', file, { format: 'assets' })).toMatchObject({ inserted: PROPERTIES });
    const ids: string[] = [];
    for (let page = 1; ids.length < PROPERTIES; page += 1) ids.push(...(await call('GET', api('SAVE', `assets?size=100&page=${String(page)}`))).json<{ rows: { id: string }[] }>().rows.map((r) => r.id));

    const place = async (n: number): Promise<Omit<Save, 'stage'>> => {
      const id = ids[n % ids.length] ?? '', tag = (await call('GET', api('SAVE', `assets/${id}`))).headers.get('etag') ?? '';
      const from = performance.now();
      const answer = await call('POST', api('SAVE', `assets/${id}/place`), { by: 'click', lon: 10.1 + (n % 100) / 1000, lat: 36.8 + (n % 77) / 1000 }, { 'if-match': tag });
      return { ms: performance.now() - from, ...(answer.status === 200 ? {} : { fault: `${String(answer.status)} ${answer.text.slice(0, 200)}` }) };
    };
    const alone: number[] = [];
    for (let n = 0; n < 10; n += 1) alone.push((await place(n)).ms);

    const upload = await send(call, 'SAVE', await listingsFile({ rows: ROWS, seed: 1 }));
    const id = await start(call, 'SAVE', upload.id, { format: 'inside-airbnb', platform: 'airbnb', captured: '2026-01-15' }), began = performance.now();
    const saves: Save[] = [];
    let now: Job = await job(call, 'SAVE', id);
    while (!isEnded(now.state)) {
      const stage = now.stage ?? now.state;
      saves.push({ ...await place(10 + saves.length), stage });
      await sleep(PAUSE_MS);
      now = await job(call, 'SAVE', id);
    }
    const took = performance.now() - began;
    expect(now).toMatchObject({ state: 'done', result: { rows: ROWS, inserted: ROWS, refused: 0 } });
    expect((await holdings(call, 'SAVE')).listings).toBe(ROWS);
    const verified = await sommier(env, ['audit', 'verify', '--commune', 'SAVE', '--json']);

    const faults = saves.flatMap((s) => s.fault ?? []), times = saves.map((s) => s.ms), longest = Math.max(...times), slow = saves.filter((s) => s.ms >= AIM_MS);
    const stages = [...new Set(saves.map((s) => s.stage))].map((stage) => { const of = saves.filter((s) => s.stage === stage); return `${stage} ${String(of.length)} (longest ${Math.round(Math.max(...of.map((s) => s.ms)))} ms)`; });
    reportPart('3-saves', 'An agent saves during an import', [
      `${ROWS.toLocaleString('en')} listings came in within ${(took / 1000).toFixed(1)} s on PostGIS, the file sent to a running server; meanwhile one agent placed properties one after another over HTTP: ${String(saves.length)} saves.`,
      `A save took ${percentile(times, 0.5).toFixed(0)} ms (median), ${percentile(times, 0.95).toFixed(0)} ms (95 of 100), ${longest.toFixed(0)} ms (longest); without an import ${percentile(alone, 0.5).toFixed(0)} ms (median), ${Math.max(...alone).toFixed(0)} ms (longest). The aim is under ${String(AIM_MS)} ms for each: ${slow.length === 0 ? 'met' : `**missed by ${String(slow.length)}**`}.`,
      `By the import's stage: ${stages.join(', ')}.`,
      `${String(faults.length)} saves failed; the chain of the commune ${verified.out.includes('"ok":true') ? 'verifies' : 'DOES NOT VERIFY'}.`, ...faults.slice(0, 10),
    ]);
    expect(faults).toEqual([]);
    expect(saves.length).toBeGreaterThan(0);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true });
    if (LONG) expect(slow).toEqual([]);
    expect(await served.stop()).toBe(0);
  } finally {
    await served.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    await remove();
  }
}, LONG ? 3_600_000 : 240_000);
