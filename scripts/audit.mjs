// Asks the registry which packages that are shipped have weaknesses made public, and writes the answer with its day to docs/security/known-weaknesses.md.
// Ends with 0 (none high or critical), 1 (some are) or 2 (nobody answered). It needs the network: no test, no part of `npm run check`.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './lib/run.mjs';

const PAGE = `${ROOT}/docs/security/known-weaknesses.md`;
const GRAVE = ['high', 'critical'];

/** What `npm audit` found, by package; an error's words where it did not. It ends with 1 for either. */
const ask = (cwd, ...more) => new Promise((resolve) => {
  execFile('npm', ['audit', '--json', '--omit=dev', ...more], { cwd, maxBuffer: 50_000_000, timeout: 120_000 }, (_failed, out, said) => {
    try {
      const answer = JSON.parse(out);
      resolve(answer.metadata?.vulnerabilities ? answer : { fault: answer.error?.summary || answer.message || answer.error?.code || 'no report' });
    } catch { resolve({ fault: said.split('\n').find((l) => l.trim() !== '') ?? 'no answer' }); }
  });
});

/** Some registries answer every question with "nothing": one that does not know a weakness of 2019 is believed in nothing. */
const knows = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-audit-'));
  const lodash = { version: '4.17.4' };
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'asked', version: '1.0.0', dependencies: { lodash: lodash.version } }));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: 'asked', version: '1.0.0', lockfileVersion: 3, requires: true, packages: { '': { name: 'asked', version: '1.0.0', dependencies: { lodash: lodash.version } }, 'node_modules/lodash': lodash } }));
    const answer = await ask(folder, '--package-lock-only');
    return answer.fault ?? (answer.vulnerabilities?.lodash ? undefined : 'the registry answers, and knows no weakness of lodash 4.17.4');
  } finally { rmSync(folder, { recursive: true }); }
};

const mend = ({ fixAvailable: fix }) => (fix === true ? 'npm audit fix' : fix ? `${fix.name} ${fix.version}` : 'none yet');
const said = ({ via }) => via.map((v) => (typeof v === 'string' ? `by ${v}` : `${v.title} (${v.range})`)).join('; ');

const answer = await ask(ROOT);
const fault = answer.fault ?? await knows();
if (fault) {
  console.log(`npm run audit: the registry could not be asked: ${fault.trim().slice(0, 300)}`);
  process.exit(2);
}
const found = Object.values(answer.vulnerabilities), grave = found.filter((v) => GRAVE.includes(v.severity));
const count = Number(answer.metadata.dependencies?.prod ?? 0);
writeFileSync(PAGE, [
  '# Known weaknesses of what is shipped', '',
  `Written by \`npm run audit\` on ${new Date().toISOString().slice(0, 10)}: ${String(count)} packages asked about, ${String(found.length)} with a weakness made public, ${String(grave.length)} of them high or critical. How soon each is mended: [SECURITY.md](../../SECURITY.md).`, '',
  ...(found.length === 0 ? [] : ['| package | severity | what | mended by |', '|---|---|---|---|', ...found.map((v) => `| ${v.name} | ${v.severity} | ${said(v).replaceAll('|', '/')} | ${mend(v)} |`), '']),
].join('\n'));
for (const v of grave) console.log(`${v.name} (${v.severity}): ${said(v)}. Mended by: ${mend(v)}`);
console.log(`${String(found.length)} known weaknesses in ${String(count)} packages, ${String(grave.length)} high or critical; docs/security/known-weaknesses.md`);
process.exitCode = grave.length > 0 ? 1 : 0;
