import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { MAX_UPLOAD_BYTES } from '../../domain/src/imports/index.ts';
import { allEndpoints } from '../../domain/src/api/index.ts';
import { readEnv } from '../../server/src/platform/env.ts';

const read = (name: string): string => readFileSync(`docs/deploy/${name}`, 'utf8');

test('the units start commands that exist, with variables the server reads', () => {
  for (const unit of ['sommier.service', 'sommier-backup.service']) {
    const text = read(unit);
    expect(text).toMatch(/^User=sommier$/m);
    const started = /^ExecStart=.*node (\S+\.mjs) (\w+)/m.exec(text);
    expect(started && existsSync(started[1]!)).toBe(true);
    expect(['serve', 'backup']).toContain(started![2]);
    const variables = Object.fromEntries([...text.matchAll(/^Environment=(.*)$/gm)].flatMap((m) => m[1]!.split(' ').map((v) => v.split('=') as [string, string])));
    // %d is the folder of the unit's credentials: what is named there was loaded, and the server takes it.
    const given = mkdtempSync(join(tmpdir(), 'sommier-unit-')), loaded = [...text.matchAll(/^LoadCredential=(\w+):\/etc\/sommier\/\1$/gm)].map((m) => m[1]!);
    const contents: Record<string, string> = { database_url: 'postgres:///sommier?host=/run/postgresql', sommier_key: randomBytes(32).toString('base64') };
    for (const name of loaded) writeFileSync(join(given, name), contents[name]!);
    try {
      const env = readEnv(Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.replace('%d', given)])));
      expect(env).toMatchObject({ production: true, dataDir: '/var/lib/sommier', databaseUrl: contents.database_url });
      // The key of seeds is the server's: a backup needs none.
      expect([env.key !== undefined, loaded.includes('sommier_key')]).toEqual([unit === 'sommier.service', unit === 'sommier.service']);
    } finally { rmSync(given, { recursive: true }); }
    for (const name of Object.keys(variables)) expect(`${readFileSync('.env.example', 'utf8')} NODE_ENV`).toContain(name.replace(/_FILE$/, ''));
  }
  expect(read('sommier-backup.timer')).toMatch(/^OnCalendar=/m);
});
test('the proxy lets an import as large as the page takes through, and only to addresses that exist', () => {
  const text = read('nginx.conf');
  expect(text).toContain('client_max_body_size 2g;');
  expect(MAX_UPLOAD_BYTES).toBeLessThanOrEqual(2 * 1024 ** 3);
  expect(text).toMatch(/X-Forwarded-For \$remote_addr;/);
  const patterns = [...text.matchAll(/location ~ (\S+)/g)].map((m) => new RegExp(m[1]!));
  for (const pattern of patterns) expect({ pattern: pattern.source, some: allEndpoints.some((e) => pattern.test(e.path.replace('{commune}', 'TUN'))) }).toEqual({ pattern: pattern.source, some: true });
  expect((text.match(/\{/g) ?? []).length).toBe((text.match(/\}/g) ?? []).length);
});
test('the pooler keeps a session to one server, whose notices and prepared statements live on it', () => {
  expect(read('pgbouncer.ini')).toMatch(/^pool_mode = session$/m);
  // From the pooler on it is another machine.
  expect(read('pgbouncer.ini')).toMatch(/^server_tls_sslmode = verify-full$/m);
});
test('operations names every file of deployment, and every file it names stands', () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  for (const name of ['nginx.conf', 'sommier.service', 'sommier-backup.timer', 'pgbouncer.ini', 'rsyslog-sommier.conf']) { expect(page).toContain(name); expect(existsSync(`docs/deploy/${name}`)).toBe(true); }
});
