import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askServer, type Cluster, newCluster, serverPrograms } from '../../../../../tests/support/cluster.ts';
import { appPool, ownerPool } from './open.ts';
import { waitForServer } from './wait.ts';

const onServer = serverPrograms() !== undefined && process.env['TEST_ENGINE'] !== 'embedded' ? describe : describe.skip;

onServer('a database asked for over TLS', () => {
  let cluster: Cluster;
  /** A certificate that is its own authority, for the name localhost. */
  const certificate = (name: string): { cert: string; key: string } => {
    const [cert, key] = [join(cluster.folder, `${name}.crt`), join(cluster.folder, `${name}.key`)];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const { uid, gid } = statSync(cluster.folder);
    for (const file of [cert, key]) { chmodSync(file, 0o600); chownSync(file, uid, gid); }
    return { cert, key };
  };
  const asked = (host: string, parameters: string): string => `${cluster.url.replace('127.0.0.1', host)}?${parameters}`;
  const link = (url: string): Promise<void> => waitForServer(url, () => undefined, 0);
  let own: { cert: string; key: string }, other: { cert: string; key: string };
  beforeAll(async () => {
    cluster = await newCluster();
    [own, other] = [certificate('own'), certificate('other')];
    await cluster.start(['ssl=on', `ssl_cert_file=${own.cert}`, `ssl_key_file=${own.key}`]);
  });
  afterAll(async () => { await cluster.remove(); });

  test('is spoken to over TLS by every pool, once its authority is named', async () => {
    const url = asked('localhost', `sslmode=verify-full&sslrootcert=${own.cert}`);
    await link(url);
    await askServer(cluster.url, 'create role sommier_app nologin');
    const pools = [ownerPool(url), appPool(url)];
    for (const pool of pools) expect((await pool.raw<{ rows: { long: string }[] }>(`select repeat('x', 300000) as long`)).rows[0]?.long.length).toBe(300_000);
    // Told by the owner: the application's role sees nothing of its own connection.
    expect(await askServer(cluster.url, `select s.ssl, s.version like 'TLSv1.%' as named from pg_stat_ssl s join pg_stat_activity a using (pid) where a.application_name = 'sommier'`)).toEqual([{ ssl: true, named: true }, { ssl: true, named: true }]);
    for (const pool of pools) await pool.destroy();
  });
  test.each(['require', 'verify-ca', 'verify-full'])('with sslmode=%s a certificate of another authority, or of nobody known, ends the link', async (mode) => {
    await expect(link(asked('localhost', `sslmode=${mode}&sslrootcert=${other.cert}`))).rejects.toThrow(/certificate/);
    await expect(link(asked('localhost', `sslmode=${mode}`))).rejects.toThrow(/certificate/);
  });
  test('a server without TLS is not spoken to in clear instead', async () => {
    await cluster.stop();
    await cluster.start();
    await expect(link(asked('localhost', `sslmode=verify-full&sslrootcert=${own.cert}`))).rejects.toThrow(/does not support SSL/);
  });
});
