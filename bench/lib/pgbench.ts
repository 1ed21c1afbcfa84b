import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libpq, run } from './postgres.ts';

/** Statements a second of pgbench under the application's role, each statement as likely as the others. */
export async function pgbench(url: string, statements: readonly string[], { clients, seconds }: { clients: number; seconds: number }): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-pgbench-'));
  try {
    // pgbench takes at most 128 scripts.
    const files = statements.slice(0, 128).flatMap((sql, i) => {
      const file = join(folder, `${String(i)}.sql`);
      writeFileSync(file, `${sql};\n`);
      return ['-f', file];
    });
    const { stdout } = await run('pgbench', ['-n', '-c', String(clients), '-j', '2', '-T', String(seconds), ...files], { env: libpq(url, 'sommier_app'), maxBuffer: 1 << 24 });
    const tps = /^tps = ([\d.]+)/m.exec(stdout);
    if (tps === null) throw new Error(`pgbench said:\n${stdout}`);
    return Number(tps[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
