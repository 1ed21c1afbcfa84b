// Every test there is: the house's checks, jest (unit, API on both databases), the browser. The last line sums them up, alone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { ROOT, run, runCounted } from './lib/run.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { ensureSystem } from './lib/system.mjs';

const env = { ...process.env, NODE_ENV: 'test', ...(process.argv.includes('--long') ? { SOMMIER_LONG: '1' } : {}) };
const sums = [];
const add = (name, count) => { sums.push({ name, ...count }); console.log(`-- ${name}: ${count.passed} passed, ${count.failed} failed`); };

/** Jest under native ES modules; counts from its own report, a file that does not load is a failure. */
const jest = async () => {
  const folder = mkdtempSync(`${tmpdir()}/sommier-jest-`);
  const report = `${folder}/report.json`;
  // An embedded database takes about 1 GB and a core: more workers than that only wait for one another.
  const workers = String(Math.max(1, Math.min(4, availableParallelism())));
  await run(process.execPath, ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--ci', '--forceExit', '--maxWorkers', workers,
    '--json', `--outputFile=${report}`, ...process.argv.slice(2).filter((a) => a !== '--long')], { env });
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return found ? { passed: found.numPassedTests, failed: found.numFailedTests + found.numRuntimeErrorTestSuites } : { passed: 0, failed: 1 };
};

await ensureSystem();
const postgres = env.TEST_DATABASE_URL ?? env.DATABASE_URL ? undefined : await startPostgres();
if (postgres) env.TEST_DATABASE_URL = postgres.url;
else if (env.DATABASE_URL && !env.TEST_DATABASE_URL) env.TEST_DATABASE_URL = env.DATABASE_URL;
// Tests choose their database themselves; what an operator has set must not reach them.
delete env.DATABASE_URL;
delete env.TEST_ENGINE;
if (!env.TEST_DATABASE_URL) console.log('No PostGIS here: the tests on it are skipped (set DATABASE_URL, or install postgresql and postgresql-postgis).');
const samples = env.SOMMIER_SAMPLES ?? `${ROOT}/../shared/data`;
if (existsSync(samples)) env.SOMMIER_SAMPLES = samples;
else console.log('No real sample files here: the tests on them are skipped (SOMMIER_SAMPLES names their folder).');

try {
  add('check', await runCounted(['scripts/check.mjs'], env));
  add('jest', await jest());
  if (existsSync(`${ROOT}/tests/browser/run.mjs`)) add('browser', await runCounted(['tests/browser/run.mjs'], env));
} finally {
  await postgres?.stop();
}
const passed = sums.reduce((n, s) => n + s.passed, 0);
const failed = sums.reduce((n, s) => n + s.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
