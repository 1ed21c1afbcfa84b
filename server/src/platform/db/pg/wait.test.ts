import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { serverUrl } from '../../../../../tests/support/db-server.ts';
import { waitForServer } from './wait.ts';

const url = await serverUrl();
const onServer = url === undefined ? test.skip : test;

/** A port nobody listens on. */
const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});

test('a server that is not there is waited for, then named without its password', async () => {
  const stages: string[] = [];
  const port = await freePort();
  const refused = waitForServer(`postgres://me:secret@127.0.0.1:${String(port)}/register`, (stage) => stages.push(stage), 700);
  await expect(refused).rejects.toThrow(`The database register at 127.0.0.1:${String(port)} does not take our connection`);
  await expect(refused).rejects.not.toThrow('secret');
  expect(stages).toContain('waiting');
});

onServer('a wrong password or a missing database is said at once', async () => {
  const wrong = new URL(url ?? '');
  wrong.password = 'wrong';
  wrong.pathname = '/no_such_database';
  const started = Date.now();
  await expect(waitForServer(wrong.href, () => undefined)).rejects.toThrow(/password authentication failed|does not exist/);
  expect(Date.now() - started).toBeLessThan(5_000);
});
