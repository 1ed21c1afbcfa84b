import { createServer, type Server } from 'node:http';
import { type Database, FolderHeld, type OnStage } from '../platform/db/index.ts';
import type { Env } from '../platform/env.ts';
import { openLog } from '../platform/log.ts';
import { createApp } from '../app.ts';
import { openDeps } from '../deps.ts';
import { takeCommands } from '../command/socket-server.ts';
import { warmColumns } from '../features/assets/index.ts';
import { keepHeads } from '../features/audit/index.ts';
import { demoAccounts, sealSeeds } from '../features/people/index.ts';
import { buildClient, clientIsStale } from './client-build.ts';
import { dropOpening, takeOpening } from './early.ts';
import { firstStart } from './first-start.ts';
import { PATIENCE, watchSlowClients } from './slow-clients.ts';
import { isLoopback } from '../platform/loopback.ts';

const STOP_MS = 15_000;

const listen = (server: Server, env: Env): Promise<number> => new Promise((done, fail) => {
  server.once('error', fail);
  server.listen(env.port, env.host, () => { const address = server.address(); done(typeof address === 'object' && address ? address.port : env.port); });
});

/** The demo's password is in the documentation: its accounts must not be reached from another machine. */
async function refuseExposedDemo(db: Database, env: Env): Promise<void> {
  if (isLoopback(env.host)) return;
  const accounts = await db.asOwner(demoAccounts);
  if (accounts.length === 0) return;
  throw new Error(`The demo accounts (${accounts.join(', ')}) have a known password, so the server does not listen on ${env.host}. `
    + 'Remove them with "npx sommier demo remove", or leave HOST at 127.0.0.1.');
}

/**
 * Starts the server and runs until it is told to stop; answers the exit status. It listens first and opens the database after, so that
 * `/api/health` can say how far it is; until then every data address answers 503.
 */
export async function serve(env: Env): Promise<0 | 1> {
  const log = openLog();
  const progress = { stage: 'starting', ready: false };
  const { app, attach } = createApp({ log, progress, env });
  // An import of two gigabytes over a town hall's line takes its hour; what bounds a client who idles is how little it sends meanwhile.
  const server = createServer({ requestTimeout: 3_600_000, headersTimeout: PATIENCE.headersMs, connectionsCheckingInterval: PATIENCE.lookMs, keepAliveTimeout: 10_000 }, app);
  const undo: (() => void | Promise<void>)[] = [dropOpening, watchSlowClients(server, (why) => { log.info({ why }, 'a client too slow was cut'); })];
  const stop = async (): Promise<void> => {
    progress.ready = false;
    progress.stage = 'stopping';
    server.close();
    server.closeIdleConnections();
    const hard = setTimeout(() => { server.closeAllConnections(); }, 5000);
    for (const work of undo.reverse()) await work();
    clearTimeout(hard);
    server.closeAllConnections();
  };
  const told = new Promise<'told'>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { log.info({ signal }, 'told to stop'); process.once(signal, () => process.exit(1)); done('told'); });
  });
  // A promise nobody waited for is a fault to mend, not a reason to leave everybody without service.
  process.on('unhandledRejection', (fault) => { log.error({ err: fault }, 'a promise was rejected and nobody waited for it'); });
  try {
    const port = await listen(server, env);
    const address = `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`;
    log.info({ address }, 'listening');
    const starting = start(env, address);
    // A stop during the start waits for it: the database must be closed by whoever opened it.
    if (await Promise.race([starting, told]) === 'told') await starting;
    await told;
    log.info('stopping');
    setTimeout(() => { log.error('could not stop in time'); process.exit(1); }, STOP_MS).unref();
    await stop();
    return 0;
  } catch (fault) {
    const plain = fault instanceof FolderHeld || (fault instanceof Error && ('code' in fault ? fault.code === 'EADDRINUSE' : fault.message.startsWith('The ')));
    process.stderr.write(`sommier: ${plain ? (fault as Error).message : fault instanceof Error ? fault.stack ?? fault.message : String(fault)}\n`);
    await stop();
    return 1;
  }

  async function start(from: Env, address: string): Promise<void> {
    const built = clientIsStale().then(async (stale) => {
      if (!stale) return;
      process.stderr.write('Building the client, once…\n');
      await buildClient();
    });
    built.catch(() => undefined);
    const onStage: OnStage = (stage) => { progress.stage = stage; log.info({ stage }, 'database'); };
    const { deps, close } = await openDeps(from, log, onStage, takeOpening(onStage));
    undo.push(close);
    await refuseExposedDemo(deps.db, from);
    await sealSeeds(deps);
    if (from.databaseUrl === undefined) undo.push(await takeCommands(deps));
    await firstStart(deps, address, (stage) => { progress.stage = stage; });
    attach(deps);
    progress.stage = 'building';
    await Promise.all([built, warmColumns(deps.db)]);
    deps.jobs.start();
    undo.push(keepHeads(deps));
    progress.stage = 'ready';
    progress.ready = true;
    process.stdout.write(`Sommier: ${address}\n`);
  }
}
