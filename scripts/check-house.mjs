// Nothing of one machine or one network in what is committed: no home folders, no registry hosts, no keys.
import { readFileSync, statSync } from 'node:fs';
import { run } from './lib/run.mjs';

const RULES = [
  [/(?<![\w.~-])\/(?:home|Users)\/[a-z][\w-]*\//, 'a home folder'],
  [/(?<![\w.~/-])\/(?:root|work)\/[\w.-]/, 'a path of one machine'],
  [/https?:\/\/[\w.-]*(?:registry\.|npmmirror|unpkg\.com|jsdelivr|cdnjs|fonts\.(?:googleapis|gstatic))/, 'a download host'],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
];
const { text } = await run('git', ['ls-files', '-z'], { quiet: true });
const faults = [];
for (const file of text.split('\0').filter((f) => f && f !== 'scripts/check-house.mjs')) {
  let size = 0;
  try { size = statSync(file).size; } catch { continue; }
  if (size > 2_000_000 && !/\.(csv|sql|json)$/.test(file)) faults.push(`${file}: ${size} bytes in the repository`);
  if (/\.(png|jpe?g|woff2?|ttf|pmtiles|gz|zip)$/.test(file) || size > 5_000_000) continue;
  readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
    for (const [pattern, what] of RULES) if (pattern.test(line)) faults.push(`${file}:${i + 1}: ${what}: ${line.trim().slice(0, 120)}`);
  });
}
for (const name of text.split('\0').filter((f) => f && !/^[\x20-\x7e]+$/.test(f))) faults.push(`${name}: file names are ASCII`);
if (faults.length > 0) { console.log(faults.join('\n')); process.exitCode = 1; }
