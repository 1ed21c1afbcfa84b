import { afterEach, expect, test } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchSlowClients } from './slow-clients.ts';

const PATIENCE = { headersMs: 300, stillMs: 400, leastBytes: 100, lookMs: 50 };
let server: Server, end: () => void;
const open: Socket[] = [];
afterEach(() => {
  end();
  for (const socket of open.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** A server of this behaviour under a short patience; why it cut whom. */
async function listening(listener: RequestListener): Promise<string[]> {
  const cut: string[] = [];
  server = createServer({ headersTimeout: PATIENCE.headersMs, connectionsCheckingInterval: PATIENCE.lookMs }, listener);
  end = watchSlowClients(server, (why) => { cut.push(why); }, PATIENCE);
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return cut;
}
function client(first: string): { socket: Socket; heard: () => string; gone: Promise<void> } {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let heard = '';
  open.push(socket.on('error', () => undefined).on('data', (text: Buffer) => { heard += text.toString(); }));
  socket.write(first);
  return { socket, heard: () => heard, gone: new Promise((done) => { socket.once('close', () => { done(); }); }) };
}
const reading: RequestListener = (req, res) => { req.resume().once('end', () => res.end('done')); };
const POST = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n';

test('a body that comes drop by drop, or not at all, is cut; so is one sent on after its answer', async () => {
  const cut = await listening((req, res) => { if (req.url === '/refused') res.writeHead(401).end(); else reading(req, res); });
  const drops = client(POST), none = client(POST), refused = client(POST.replace('/', '/refused'));
  const drip = setInterval(() => { drops.socket.write('x'); refused.socket.write('x'); }, 50);
  await Promise.all([drops.gone, none.gone, refused.gone]);
  clearInterval(drip);
  expect(refused.heard()).toContain('401');
  expect(cut).toContain('body');
});

test('a body that comes slowly but comes is read to its end', async () => {
  const cut = await listening(reading), slow = client(POST);
  for (let n = 0; n < 10; n += 1) { slow.socket.write('x'.repeat(500)); await sleep(100); }
  while (!slow.heard().includes('done')) await sleep(20);
  expect(cut).toEqual([]);
});

test('headers that do not end are cut', async () => {
  await listening(reading);
  const slow = client('GET / HTTP/1.1\r\nHost: x\r\n');
  const drip = setInterval(() => { slow.socket.write('x: y\r\n'); }, 50);
  await slow.gone;
  clearInterval(drip);
});

test('who does not take the answer is cut, who waits for our work is not', async () => {
  const cut = await listening((req, res) => {
    if (req.url === '/work') setTimeout(() => res.end('worked'), 1500);
    else res.end(Buffer.alloc(40_000_000));
  });
  const deaf = client('GET /big HTTP/1.1\r\nHost: x\r\n\r\n'), patient = client('GET /work HTTP/1.1\r\nHost: x\r\n\r\n');
  deaf.socket.pause();
  while (!cut.includes('answer')) await sleep(20);
  while (!patient.heard().includes('worked')) await sleep(20);
  expect(cut).toEqual(['answer']);
});

test('a body nobody reads yet waits for us', async () => {
  const cut = await listening((req, res) => { setTimeout(() => { reading(req, res); }, 1200); });
  const early = client(POST);
  await sleep(1300);
  early.socket.write('x'.repeat(5000));
  while (!early.heard().includes('done')) await sleep(20);
  expect(cut).toEqual([]);
});
