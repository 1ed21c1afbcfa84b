// What must hold before a commit: types, lint, catalogues, generated files, nothing of this machine. Runs each, shows the faults, sums up.
import { existsSync } from 'node:fs';
import { ROOT, run } from './lib/run.mjs';

const tsx = (file, ...args) => [process.execPath, ['--import', 'tsx', file, ...args]];
const STEPS = [
  ['types', 'node_modules/@typescript/native/bin/tsc', process.execPath, ['node_modules/@typescript/native/bin/tsc', '--noEmit', '-p', '.']],
  ['lint', 'eslint.config.mjs', process.execPath, ['node_modules/eslint/bin/eslint.js', '.']],
  ['catalogues', 'scripts/check-catalogues.ts', ...tsx('scripts/check-catalogues.ts')],
  ['schema.sql', 'scripts/dump-schema.ts', ...tsx('scripts/dump-schema.ts', '--check')],
  ['openapi', 'scripts/dump-openapi.ts', ...tsx('scripts/dump-openapi.ts', '--check')],
  ['rights', 'scripts/check-rights.ts', ...tsx('scripts/check-rights.ts')],
  ['dictionary', 'scripts/dump-dictionary.ts', ...tsx('scripts/dump-dictionary.ts', '--check')],
  ['licences', 'scripts/check-licences.mjs', process.execPath, ['scripts/check-licences.mjs']],
  ['house', 'scripts/check-house.mjs', process.execPath, ['scripts/check-house.mjs']],
];

let passed = 0;
let failed = 0;
for (const [name, file, program, args] of STEPS) {
  if (!existsSync(`${ROOT}/${file}`)) continue;
  const started = Date.now();
  const { status, text } = await run(program, args, { quiet: true });
  if (status === 0) passed += 1;
  else { failed += 1; console.log(text.trimEnd()); }
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
