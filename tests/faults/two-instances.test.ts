import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainReport } from '@sommier/domain/audit';
import { dice } from '../../bench/lib/city.ts';
import { engines, testEnv } from '../support/db.ts';
import { freePort, nginxProgram, startNginx, type Proxy } from '../support/nginx.ts';
import { serveProcess, type Served } from '../support/process.ts';
import { caller, signIn } from '../support/server.ts';
import { api, EMAIL, foundTowns } from './city.ts';
import { lost, nextAcknowledged, startLoad, type Load } from './load.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const onNginx = nginxProgram() !== undefined && (await engines()).includes('server') ? test : test.skip;
const KILLS = scale('KILLS_INSTANCE', 10, 1);

onNginx(`two servers behind nginx, one of them killed ${String(KILLS)} times under load: nobody is refused a reading, nothing acknowledged is lost, nothing is made twice`, async () => {
  const { env, remove } = await testEnv('server'), roll = dice(SEED), backs: number[] = [];
  await foundTowns(env, ['TWO']);
  const ports = [await freePort(), await freePort()], start = async (n: number): Promise<Served> => serveProcess(env, { NODE_ENV: 'test', PORT: String(ports[n]) });
  const served = [await start(0), await start(1)];
  await Promise.all(served.map((one) => one.ready()));
  let proxy: Proxy | undefined, load: Load | undefined, reading = true;
  try {
    proxy = await startNginx(ports);
    const { base } = proxy, cookie = await signIn(base, EMAIL), call = caller(base, cookie), reads: string[] = [];
    load = startLoad({ base, cookie, commune: 'TWO', clerks: 4, accept: [502, 504] });
    const reader = (async () => {
      for (; reading; await sleep(50)) reads.push(await call('GET', api('TWO', 'assets?size=5')).then((a) => String(a.status), (fault: unknown) => `broken: ${String((fault as Error).message)}`));
    })();
    for (let n = 0; n < KILLS; n += 1) {
      const from = load.acknowledged.length;
      for (const until = Date.now() + 60_000; load.acknowledged.length < from + 8; await sleep(20)) if (Date.now() > until) throw new Error(`Nobody can write: ${load.faults.join('; ')}`);
      await sleep(roll() * 500);
      const killed = performance.now(), which = n % 2;
      await served[which]?.stop('SIGKILL');
      backs.push((await nextAcknowledged(load, performance.now()) - killed) / 1000);
      const again = served[which] = await start(which);
      await again.ready();
    }
    reading = false;
    await Promise.all([load.stop(), reader]);
    const gone = await lost(load, { base, cookie, commune: 'TWO' }), chain = (await call('GET', api('TWO', 'audit/verify'))).json<ChainReport>(), refused = reads.filter((r) => r !== '200');
    reportPart('5-two-instances', 'Two servers behind nginx, one of them killed', [
      `${String(KILLS)} kills of one \`sommier serve\` or the other, by the published nginx example, while four clerks wrote and one read without a pause: ${String(load.acknowledged.length)} acknowledged writes, ${String(gone.length)} lost, other or made twice; ${String(reads.length)} readings, ${String(refused.length)} not answered; the chain of ${String(chain.entries)} entries ${chain.ok ? 'verifies' : 'IS BROKEN'}.`,
      `From the kill to the next acknowledged write: ${Math.max(...backs).toFixed(2)} s at worst; ${String(load.waits)} answers 503 with Retry-After, ${String(load.broken)} answers of nginx for a write cut off, ${String(load.faults.length)} other answers.`, ...gone.slice(0, 20), ...refused.slice(0, 20), ...load.faults.slice(0, 20)]);
    expect({ gone, refused, faults: load.faults, chain: chain.ok, late: backs.filter((s) => s >= 10) }).toEqual({ gone: [], refused: [], faults: [], chain: true, late: [] });
  } finally {
    reading = false;
    await load?.stop();
    await proxy?.stop();
    await Promise.all(served.map((one) => one.stop('SIGKILL')));
    await remove();
  }
}, LONG ? 1_200_000 : 180_000);
