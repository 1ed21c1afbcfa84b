// Every dependency, also the indirect and the optional ones of other machines, has a licence that lets a town run, change and hand on Sommier. Read from package-lock.json: no network.
import { readFileSync } from 'node:fs';
import { ROOT } from './lib/run.mjs';

const TAKEN = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Apache-2.0', 'Unlicense', 'CC0-1.0', 'EDL-1.0', 'OFL-1.1',
  // Files of theirs that we would change stay under theirs; ours do not become so. We change none.
  'MPL-2.0',
  // Libraries loaded at run time and replaceable (the image library of sharp, GDAL's parts).
  'LGPL-2.1-or-later', 'LGPL-3.0-or-later',
  // Data (the browsers' support tables), named by their package.
  'CC-BY-4.0']);
/** Packages whose manifest names their licence wrongly or not at all; read in their own files. */
const READ = { arc: 'BSD-2-Clause', busboy: 'MIT', streamsearch: 'MIT', 'png-js': 'MIT' };

/** `A`, `(A OR B)`, `A AND B`: as SPDX writes it, AND binding tighter. */
const isTaken = (expression) => expression.replace(/[()]/g, '').split(' OR ').some((any) => any.split(' AND ').every((one) => TAKEN.has(one.trim().replace('BDS-', 'BSD-'))));

const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, 'utf8'));
const faults = [];
let count = 0;
for (const [path, entry] of Object.entries(packages)) {
  if (!path.includes('node_modules/') || entry.link) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licence = entry.license ?? READ[name];
  count += 1;
  if (licence === undefined) faults.push(`${name} ${entry.version}: no licence named; read it and add it to READ`);
  else if (!isTaken(licence)) faults.push(`${name} ${entry.version}: ${licence} is not among the licences taken`);
  if (!entry.integrity) faults.push(`${name} ${entry.version}: no digest in package-lock.json`);
}
console.log(faults.length > 0 ? faults.join('\n') : `${count} packages`);
process.exitCode = faults.length > 0 ? 1 : 0;
