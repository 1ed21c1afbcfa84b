import { expect, test } from '@jest/globals';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { peakMb } from '../support/process.ts';
import { api, ended, foundTowns, job as jobOf, openTown } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, scale } from './scale.ts';

const SHEETS = scale('SHEETS', 500, 20);
const engine: Engine = (await engines()).includes('server') ? 'server' : 'embedded';
/** Squares of some 22 m, 26 to a row. */
const square = (n: string, from = 0, size = 0.0002): string => `st_makeenvelope(10.18 + ${n} % 26 * 0.0003 + ${String(from)}, 36.8 + ${n} / 26 * 0.0003, 10.18 + ${n} % 26 * 0.0003 + ${String(from + size)}, 36.8 + ${n} / 26 * 0.0003 + ${String(size)}, 4326)`;

test(`${String(SHEETS)} sheets with their plans in one batch: progress, cancelled without a file, then whole, under 500 MB`, async () => {
  const { env, remove } = await testEnv(engine);
  await foundTowns(env, ['S1']);
  const db = await openDatabase(env);
  const { id } = (await db.asOwner((tx) => tx.raw(`select id from commune where code = 'S1'`))).rows[0] as { id: number };
  await db.inCommune({ commune: id }, (tx) => tx.raw(`with p as (insert into parcel (commune_id, source_key, reference, geom) select current_commune(), n::text, 'P-' || n, ${square('n', -0.00004, 0.00028)} from generate_series(1, 3000) n)
    insert into asset (commune_id, code, name, name_ar, level, nature, domain_class, title_state, land_area_m2, geom)
    select current_commune(), 'S-' || lpad(n::text, 4, '0'), 'École n° ' || n, 'مدرسة عدد ' || n, 'building', 'building', 'public_par_affectation', 'non_immatricule', 480, ${square('n')} from generate_series(1, ?) n`, [SHEETS]));
  const town = await openTown(env);
  try {
    const start = async (language: string): Promise<string> => (await town.call('POST', api('S1', 'papers/sheets'), { selection: { filter: {} }, language })).json<{ job: string }>().job;
    const first = await start('ar');
    for (let now = await jobOf(town.call, 'S1', first); now.done === 0 && now.state !== 'done'; now = await jobOf(town.call, 'S1', first)) await new Promise((resolve) => { setTimeout(resolve, 50); });
    await town.call('POST', api('S1', `jobs/${first}/cancel`), {});
    const stopped = await ended(town.call, 'S1', first, 300);
    // A short batch may have ended before the word to stop came.
    if (LONG) expect(stopped).toMatchObject({ state: 'cancelled', error: null });
    if (stopped.state === 'cancelled') expect((await town.call('GET', api('S1', `papers/sheets/${first}/file`))).status).toBe(410);
    const rest = peakMb(town.served.child.pid), from = performance.now(), seen = new Set<number>();
    const second = await start('fr');
    const watch = setInterval(() => { void jobOf(town.call, 'S1', second).then((now) => seen.add(now.done), () => undefined); }, 250);
    const done = await ended(town.call, 'S1', second, 900).finally(() => { clearInterval(watch); }), seconds = (performance.now() - from) / 1000;
    expect(done).toMatchObject({ state: 'done', done: SHEETS, total: SHEETS, result: { rows: SHEETS } });
    const file = await town.call('GET', api('S1', `papers/sheets/${second}/file`));
    const highest = peakMb(town.served.child.pid);
    // Every sheet counts its own pages, so the first pages are as many as the sheets: an object a page in the file.
    const pages = [...file.bytes.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
    expect([file.status, pages >= SHEETS]).toEqual([200, true]);
    if (LONG) expect(seen.size).toBeGreaterThan(3);
    if (LONG || engine === 'server') expect(highest).toBeLessThan(500);
    reportPart('sheets', 'Sheets of properties in one batch', [`${String(SHEETS)} sheets (${String(pages)} pages, ${(file.bytes.length / 1e6).toFixed(1)} MB, each with the plan of its surroundings) in one batch on the ${engine} database: ${seconds.toFixed(1)} s; the server’s memory at its highest ${highest.toFixed(0)} MB (${rest.toFixed(0)} MB before it). The limit is 500 MB.`, `Progress was seen at ${String(seen.size)} counts; before it a batch was cancelled in the middle and left no file.`]);
  } finally {
    await db.close();
    await town.served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 1_800_000 : 240_000);
