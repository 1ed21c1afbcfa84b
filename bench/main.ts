import { parseArgs } from 'node:util';
import { Report } from './lib/measure.ts';
import { describeDatabase } from './lib/postgres.ts';
import { benchRegister, PROPERTIES as REGISTER_PROPERTIES } from './register.ts';
import { keepPart } from './report.ts';

const SUBJECTS = ['import', 'tiles', 'panning', 'register', 'rentroll', 'assess', 'indicators', 'questions', 'embedded', 'capacity', 'town'] as const;
const HELP = `npm run bench -- [--rows N] [--embedded-rows N] [--occupations N] [--minutes N] [--only ${SUBJECTS.join('|')}]
Measures Sommier beside other programs on the same work and prints the ratios. Wants a PostGIS (DATABASE_URL, or the local default with
postgres:postgres), ogr2ogr and pgbench; compares with MapServer where cgi-mapserver and lighttpd are installed.
Each subject keeps its last result: a long bench can be run piece by piece with --only. Progress goes to standard error.\n`;

/** Exit status 2 for a wrong option, 1 when something could not be measured; an aim not met is not a failure of the run. */
async function main(): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, 'embedded-rows': { type: 'string' }, occupations: { type: 'string', default: '50000' }, minutes: { type: 'string', default: '30' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    process.stderr.write(`${String(error)}\n${HELP}`);
    return 2;
  }
  const rows = Number(values.rows), only = SUBJECTS.find((s) => s === values.only) ?? null;
  const embeddedRows = Number(values['embedded-rows'] ?? Math.min(rows, 100_000));
  if (values.help === true) { process.stdout.write(HELP); return 0; }
  if (!Number.isInteger(rows) || rows < 1000 || !Number.isInteger(embeddedRows) || embeddedRows < 1000 || (values.only !== undefined && only === null)) { process.stderr.write(HELP); return 2; }
  const occupations = Number(values.occupations);
  if (!Number.isInteger(occupations) || occupations < 10) { process.stderr.write(HELP); return 2; }
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 1) { process.stderr.write(HELP); return 2; }
  let status = 0;
  const database = await describeDatabase();
  for (const subject of SUBJECTS) {
    if (only !== null && subject !== only) continue;
    const report = new Report(), size = { embedded: embeddedRows, rentroll: occupations, register: REGISTER_PROPERTIES, indicators: REGISTER_PROPERTIES, import: rows, tiles: rows, panning: rows, assess: rows, questions: rows, capacity: embeddedRows, town: rows }[subject];
    let whole = true;
    try {
      if (subject === 'import') await (await import('./import.ts')).benchImport(report, { rows });
      else if (subject === 'tiles') await (await import('./tiles.ts')).benchTiles(report, { rows });
      else if (subject === 'panning') await (await import('./panning.ts')).benchPanning(report, { rows });
      else if (subject === 'register') await benchRegister(report);
      else if (subject === 'indicators') { const part = await import('./indicators.ts'); await part.benchIndicators(report); await part.benchSommier(report); }
      else if (subject === 'questions') await (await import('./questions.ts')).benchQuestions(report, { rows });
      else if (subject === 'assess') await (await import('./assess.ts')).benchAssess(report, { rows });
      else if (subject === 'capacity') await (await import('./capacity.ts')).benchCapacity(report, { rows: embeddedRows });
      else if (subject === 'town') await (await import('./town.ts')).benchTown(report, { rows, minutes });
      else if (subject === 'rentroll') await (await import('./rentroll.ts')).benchRentRoll(report, { occupations });
      else await (await import('./embedded.ts')).benchEmbedded(report, { rows: embeddedRows });
    } catch (error) {
      status = 1;
      whole = false;
      report.note(`Could not be measured to the end: ${error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error)}`);
      process.stderr.write(`${error instanceof Error ? error.stack ?? '' : String(error)}\n`);
    }
    keepPart(subject, report, { rows: size, database, whole });
  }
  process.stdout.write('The report is docs/performance/bench.md.\n');
  return status;
}

process.exitCode = await main();
