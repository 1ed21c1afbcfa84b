import { spawn, execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { run } from './run.mjs';
import { postgresBin } from './system.mjs';

const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** PostgreSQL refuses to run as root: then it runs as the account its package made. */
const account = () => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
};

/**
 * A PostGIS of our own for the length of the tests: a fresh data folder, a free port on loopback, nothing flushed to disk.
 * @returns {Promise<{url: string, stop: () => Promise<void>} | undefined>} undefined where PostgreSQL with PostGIS is not installed
 */
export const startPostgres = async () => {
  const bin = postgresBin();
  if (!bin) return undefined;
  const who = account();
  const folder = mkdtempSync(`${tmpdir()}/sommier-pg-`);
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = `${folder}/data`;
  const made = await run(`${bin}/initdb`, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], { ...who, quiet: true, cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.text}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off', synchronous_commit: 'off',
    full_page_writes: 'off', max_connections: 200, shared_buffers: '256MB', max_wal_size: '2GB', jit: 'off' };
  const server = spawn(`${bin}/postgres`, ['-D', data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    { ...who, cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => server.on('close', resolve));
  const stop = async () => { server.kill('SIGINT'); await ended; rmSync(folder, { recursive: true, force: true }); };
  for (let tries = 0; tries < 150; tries += 1) {
    const { status } = await run(`${bin}/pg_isready`, ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'], { quiet: true });
    if (status === 0) return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
    if (server.exitCode !== null) break;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  await stop();
  throw new Error('PostgreSQL did not start');
};
