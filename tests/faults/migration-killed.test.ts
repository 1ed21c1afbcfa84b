import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { dice } from '../../bench/lib/city.ts';
import { migrateDown } from '../../server/src/platform/db/migrate/run.ts';
import { schemaText } from '../../server/src/platform/db/migrate/schema.ts';
import { migrationNames } from '../../server/src/platform/db/migrate/source.ts';
import { ownerPool } from '../../server/src/platform/db/pg/open.ts';
import { engines, testEnv } from '../support/db.ts';
import { serveProcess } from '../support/process.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const here = (await engines()).includes('server') ? test : test.skip;
const KILLS = scale('KILLS_MIGRATION', 10, 2);

here(`the server killed ${String(KILLS)} times in the middle of its migrations leaves no half of one, and the next start ends at the same schema`, async () => {
  const { env, remove } = await testEnv('server'), knex = ownerPool(env.databaseUrl ?? ''), roll = dice(SEED), names = await migrationNames(), stood: number[] = [];
  const done = async (): Promise<string[]> => (await knex.raw<{ rows: { name: string }[] }>('select name from knex_migrations order by id')).rows.map((r) => r.name);
  try {
    await migrateDown(knex);
    const first = await serveProcess(env, { NODE_ENV: 'test' }), from = performance.now();
    for (const until = Date.now() + 90_000; (await done()).length < names.length; await sleep(10)) if (Date.now() > until || first.child.exitCode !== null) throw new Error(`The migrations stand still: ${first.err()}`);
    const whole = performance.now() - from;
    await first.stop('SIGKILL');
    const undisturbed = await knex.transaction(schemaText);
    for (let n = 0; n < KILLS; n += 1) {
      if ((await done()).length > 0) await migrateDown(knex);
      const served = await serveProcess(env, { NODE_ENV: 'test' });
      await sleep(whole * (0.1 + 0.85 * roll()));
      await served.stop('SIGKILL');
      const now = await done();
      // One after another, none twice, none left out.
      expect(now).toEqual(names.slice(0, now.length));
      stood.push(now.length);
    }
    const last = await serveProcess(env, { NODE_ENV: 'test' });
    await last.ready();
    expect(await last.stop()).toBe(0);
    expect(await done()).toEqual(names);
    const same = (await knex.transaction(schemaText)) === undisturbed;
    reportPart('5-migration-killed', 'Migrations killed in the middle', [`${String(KILLS)} kills of \`sommier serve\` at random moments of the ${(whole / 1000).toFixed(1)} s in which it brings an empty database through ${String(names.length)} migrations; ${stood.join(', ')} of them were there then (all that are due are one transaction); the last start ended at ${same ? 'the same schema' : 'ANOTHER SCHEMA'} as without a kill.`]);
    expect(same).toBe(true);
    expect(stood.some((n) => n < names.length)).toBe(true);
  } finally {
    await knex.destroy();
    await remove();
  }
}, LONG ? 900_000 : 180_000);
