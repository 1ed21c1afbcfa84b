import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});

/** Where Debian keeps nginx; undefined where it is not installed. */
export const nginxProgram = (): string | undefined => ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path));

export interface Proxy { base: string; folder: string; stop: () => Promise<void> }

/** The published docs/deploy/nginx.conf before servers on these ports, without TLS: only addresses, folders and the certificate are other. Throws what nginx says of it. */
export async function startNginx(ports: readonly number[]): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-nginx-')), port = await freePort();
  mkdirSync(join(folder, 'cache'), { mode: 0o777 });
  const ours = readFileSync('docs/deploy/nginx.conf', 'utf8')
    .replace(/(?:server 127\.0\.0\.1:\d+( [^;]*);\s*)+/, (_all, how: string) => ports.map((p) => `server 127.0.0.1:${String(p)}${how};\n`).join(''))
    .replace(/server \{\s*listen 80;[\s\S]*?\n\}/, '')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${String(port)};`).replace(/^\s*(http2|ssl_\w+) .*;$/gm, '')
    .replaceAll('X-Forwarded-Proto https', 'X-Forwarded-Proto http').replaceAll('proxy_set_header Host $host;', 'proxy_set_header Host $http_host;')
    .replace('/var/cache/nginx/sommier', join(folder, 'cache', 'sommier'));
  const file = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(file, `daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''} pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary}\n${ours}\n}`);
  const child = spawn(nginxProgram() ?? 'nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => { said = (said + text.toString()).slice(-4_000); });
  const base = `http://127.0.0.1:${String(port)}`;
  for (const until = Date.now() + 10_000; ; await sleep(50)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`nginx did not start: ${said}`);
    if (await fetch(`${base}/api/health`).then(() => true, () => false)) break;
  }
  return {
    base, folder,
    async stop() {
      const gone = new Promise((done) => child.once('close', done));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
