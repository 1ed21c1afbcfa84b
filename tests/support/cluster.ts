import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL of the test's own, which it may kill, fill or follow. `url` names its database `postgres`, as a superuser, without a password. */
export interface Cluster {
  url: string;
  folder: string;
  /** Starts it and waits until it answers. Settings as `name=value`, kept for this start alone; `heard` gets what it writes to its log. */
  start: (settings?: readonly string[], heard?: (text: string) => void) => Promise<void>;
  /** SIGKILL to the server's own process, as an out-of-memory killer does; its children go with it. */
  kill: () => Promise<void>;
  /** A stop that waits for nobody. */
  stop: () => Promise<void>;
  /** A streaming replica of it, started: a copy by pg_basebackup -R, with a slot of its own. */
  replica: () => Promise<Cluster>;
  /** Stops it and its folder is gone. */
  remove: () => Promise<void>;
}

const ROOT = '/usr/lib/postgresql';

/** Where Debian keeps the newest server's programs; undefined where there is none. */
export function serverPrograms(): string | undefined {
  if (!existsSync(ROOT)) return undefined;
  const versions = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'bin/initdb'))).sort((a, b) => Number(b) - Number(a));
  return versions[0] === undefined ? undefined : join(ROOT, versions[0], 'bin');
}

/** PostgreSQL refuses to run as root: there its programs run as the account Debian made for it. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});

/** Answers one question, or throws. */
export async function askServer<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try { return (await client.query<Row>(sql)).rows; } finally { await client.end(); }
}

/** A fresh cluster with PostGIS at hand, not yet started. Throws where Debian's PostgreSQL is not installed (see `serverPrograms`). */
export async function newCluster(): Promise<Cluster> {
  const made = await place();
  made.run('initdb', ['-D', made.folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  return clusterIn(made);
}

type Place = Awaited<ReturnType<typeof place>>;

async function place() {
  const bin = serverPrograms();
  if (bin === undefined) throw new Error('PostgreSQL is not installed here: apt-get install postgresql-15-postgis-3');
  const as = account(), folder = mkdtempSync(join(tmpdir(), 'sommier-cluster-'));
  if (as) chownSync(folder, as.uid, as.gid);
  const port = await freePort();
  const run = (program: string, argv: readonly string[]): void => { execFileSync(join(bin, program), argv, { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], LANG: 'C' } }); };
  return { bin, as, folder, port, run };
}

function clusterIn({ bin, as, folder, port, run }: Place): Cluster {
  const url = `postgres://postgres@127.0.0.1:${String(port)}/postgres`;
  let child: ChildProcess | undefined, said = '';
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined) return;
    const gone = new Promise((done) => child?.once('close', done));
    child.kill(signal);
    await gone;
    child = undefined;
  };
  const cluster: Cluster = {
    url, folder,
    async start(settings = [], heard) {
      const all = [`port=${String(port)}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'wal_level=replica', 'max_connections=60', 'shared_buffers=64MB', ...settings];
      child = spawn(join(bin, 'postgres'), ['-D', folder, ...all.flatMap((s) => ['-c', s])], { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], LANG: 'C' } });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-4_000); heard?.(text); });
      const until = Date.now() + 60_000;
      for (;;) {
        try { await askServer(url, 'select 1'); return; } catch (error) {
          if (child.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start: ${said}`, { cause: error });
          await sleep(50);
        }
      }
    },
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGQUIT'),
    async replica() {
      const there = await place();
      rmSync(there.folder, { recursive: true });
      const slot = `copy_${String(there.port)}`;
      run('pg_basebackup', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-D', there.folder, '-R', '-C', '-S', slot, '-X', 'stream', '-c', 'fast', '--no-sync']);
      const copy = clusterIn(there);
      await copy.start();
      return copy;
    },
    async remove() {
      await ended('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return cluster;
}
