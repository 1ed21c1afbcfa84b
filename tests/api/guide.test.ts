import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { PASSWORD, testServer, type TestServer } from '../support/server.ts';

const blocks = (language: string): string[] => [...readFileSync('docs/api/guide.md', 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((m) => m[1]!);

describe.each(await engines())('the API guide on the %s database', (engine) => {
  let server: TestServer;
  const folder = mkdtempSync(join(tmpdir(), 'sommier-guide-'));
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); });

  test('every example runs as it is printed and answers what the guide says', async () => {
    const program = join(folder, 'example.mjs');
    writeFileSync(program, blocks('js').join('\n'));
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 60_000, env: { ...process.env, NODE_OPTIONS: '', BASE: server.base, COMMUNE: 'HERE', EMAIL: server.emailOf('agent'), PASSWORD } });
    expect(blocks('js').length).toBeGreaterThan(5);
    expect(blocks('text').length).toBe(blocks('js').length);
    expect(stdout).toBe(blocks('text').join(''));
  });
});
