import { existsSync, readdirSync } from 'node:fs';
import { run } from './run.mjs';

const onPath = (program) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
const library = (name) => ['/usr/lib', '/lib', '/usr/lib64', ...readdirSync('/usr/lib').filter((f) => f.endsWith('-linux-gnu')).map((f) => `/usr/lib/${f}`)]
  .some((folder) => existsSync(`${folder}/${name}`));

/** The newest PostgreSQL on this machine whose PostGIS is installed too: the folder of its programs. */
export const postgresBin = () => {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.find((v) => existsSync(`${base}/${v}/bin/initdb`) && existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`));
  return found ? `${base}/${found}/bin` : undefined;
};

/** What the tests use besides Node, by Debian package, each with a way to see whether it is there. Browser libraries: the npm Chromium needs three. */
const PACKAGES = [
  { packages: ['postgresql', 'postgresql-postgis'], present: () => postgresBin() !== undefined },
  { packages: ['gdal-bin'], present: () => onPath('ogr2ogr') },
  { packages: ['poppler-utils'], present: () => onPath('pdftotext') },
  { packages: ['qpdf'], present: () => onPath('qpdf') },
  // A proxy that starts by itself is not put on somebody's own machine: only where every test must run.
  { packages: ['nginx-light'], present: () => process.env.CI === undefined || existsSync('/usr/sbin/nginx') },
  { packages: ['libnss3'], present: () => library('libnss3.so') },
  { packages: ['libnspr4'], present: () => library('libnspr4.so') },
  { packages: ['libexpat1'], present: () => library('libexpat.so.1') },
  // SwiftShader draws labels with the system's fonts: without an Arabic one there is nothing to look at.
  { packages: ['fonts-noto-core'], present: () => existsSync('/usr/share/fonts/truetype') && readdirSync('/usr/share/fonts/truetype').length > 0 },
];

/** Installs what is missing where that is possible (root, apt); elsewhere prints the one line that would. */
export const ensureSystem = async () => {
  if (process.platform !== 'linux') { console.log('Not Linux: tests that need PostGIS, GDAL or poppler are skipped.'); return; }
  const missing = PACKAGES.filter((p) => !p.present()).flatMap((p) => p.packages);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.log(`Missing, so what needs it is skipped: sudo ${command}`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`installing: ${missing.join(' ')}`);
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  const { status, text } = await run('apt-get', command.split(' ').slice(1), { env, quiet: true });
  if (status !== 0) console.log(`${text.split('\n').slice(-6).join('\n')}\nFailed, so what needs it is skipped: ${command}`);
};

if (process.argv[1]?.endsWith('system.mjs')) await ensureSystem();
