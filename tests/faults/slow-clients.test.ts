import { expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { PATIENCE } from '../../server/src/serve/slow-clients.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { api, foundTowns, openTown } from './city.ts';
import { reportPart } from './report.ts';
import { LONG, percentile, scale } from './scale.ts';

const engine: Engine = (await engines()).includes('server') ? 'server' : 'embedded';
const EACH = scale('SLOW_CLIENTS', 300, 40);
/** How a client may be slow, by what it sends first; after it comes a byte a second. */
const KINDS: Record<string, (host: string) => string> = {
  'headers without end': (host) => `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nX-A: `,
  'a body of JSON without end': (host) => `POST /api/session HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"email":"`,
  'an import without end': (host) => `POST ${api('SLOW', 'imports')} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: COOKIE\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 2000000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`,
};

test(`${String(EACH)} clients of each slow kind hold nobody up, and are cut in time`, async () => {
  const { env, remove } = await testEnv(engine);
  await foundTowns(env, ['SLOW']);
  const { served, call, cookie } = await openTown(env), { host, hostname, port } = new URL(served.base);
  const sockets: { socket: Socket; kind: string; gone?: number }[] = [], from = performance.now();
  const drip = setInterval(() => { for (const { socket } of sockets) if (!socket.destroyed) socket.write('x'); }, 1000);
  try {
    for (const [kind, first] of Object.entries(KINDS)) {
      for (let n = 0; n < EACH; n += 1) {
        const socket = connect(Number(port), hostname), one: (typeof sockets)[number] = { socket, kind };
        sockets.push(one);
        socket.on('error', () => undefined).on('close', () => { one.gone = performance.now(); }).resume();
        await new Promise<void>((done) => { socket.write(first(host).replace('COOKIE', cookie), () => { done(); }); });
      }
    }
    const times: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const at = performance.now(), answer = await call('POST', api('SLOW', 'assets'), { code: `S${String(n)}`, name: 'Terrain' });
      expect([answer.status, answer.text.slice(0, 200)]).toEqual([201, expect.anything()]);
      times.push(performance.now() - at);
    }
    const held = sockets.filter((s) => s.gone === undefined).length;
    expect(held).toBeGreaterThan(0);
    if (!LONG) return;
    const latest = PATIENCE.stillMs + PATIENCE.lookMs + PATIENCE.headersMs;
    while (sockets.some((s) => s.gone === undefined) && performance.now() < from + 3 * latest) await new Promise((done) => { setTimeout(done, 200); });
    const left = sockets.filter((s) => s.gone === undefined).length;
    const cuts = Object.keys(KINDS).map((kind) => `${kind}: the last after ${(Math.max(...sockets.filter((s) => s.kind === kind).map((s) => (s.gone ?? Infinity) - from)) / 1000).toFixed(1)} s`);
    reportPart('5-slow-clients', 'Slow clients', [
      `${String(EACH)} connections of each kind (${Object.keys(KINDS).join(', ')}), each sending a byte a second; ${String(held)} were held open while 30 properties were created: ${percentile(times, 0.5).toFixed(0)} ms (median), ${Math.max(...times).toFixed(0)} ms (longest), none refused.`,
      `All were cut by the server, ${String(left)} left: ${cuts.join('; ')}.`]);
    expect(left).toBe(0);
    expect((await call('GET', api('SLOW', 'assets?size=1'))).json()).toMatchObject({ total: 30 });
  } finally {
    clearInterval(drip);
    for (const { socket } of sockets) socket.destroy();
    await served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 600_000 : 120_000);
