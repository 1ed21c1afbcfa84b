import { basename } from 'node:path';
import type { Command } from 'commander';
import type { ZoneReport } from '@sommier/domain/zones';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { FileRefused, refusalOf, refusedFileOf, runImport } from '../imports/index.ts';
import { zoneReport } from './report.queries.ts';
import { zonesFormat } from './zones.format.ts';

interface Add { commune: string; set: string; label: string; labelAr?: string; validFrom?: string; crs?: string; sourceLayer?: string; dryRun?: boolean }
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export function commands(program: Command, cli: Cli): void {
  program.command('zones').description('sets of zones').command('add').description('draw a set of zones from a map file, or draw it again').argument('<file>')
    .requiredOption('--commune <code>').requiredOption('--set <name>').requiredOption('--label <field>', 'the field that names a zone').option('--label-ar <field>', 'its name in Arabic')
    .option('--valid-from <date>').option('--crs <epsg>').option('--source-layer <name>').option('--dry-run')
    .action(async (file: string, given: Add) => { await add(cli, file, given); });
  program.command('report').description('figures of the commune').command('zones').description('listings and estimated nights by zone')
    .requiredOption('--commune <code>').requiredOption('--set <name>').option('--captured <date>', 'as the listings stood that day')
    .action(async (given: { commune: string; set: string; captured?: string }) => {
      if (given.captured !== undefined && !DAY.test(given.captured)) throw new Usage('--captured is a day, YYYY-MM-DD');
      const { db } = await cli.deps();
      const commune = await cli.commune(given.commune);
      cli.answer(await db.inCommune({ commune: commune.id }, (tx) => zoneReport(tx, given.set, given.captured)), table);
    });
}

async function add(cli: Cli, file: string, given: Add): Promise<void> {
  if (given.validFrom !== undefined && !DAY.test(given.validFrom)) throw new Usage('--valid-from is a day, YYYY-MM-DD');
  const { db } = await cli.deps();
  const commune = await cli.commune(given.commune);
  const path = cli.path(file);
  const crs = given.crs === undefined ? {} : { crs: Number(given.crs.replace(/^epsg:/i, '')) };
  try {
    const summary = await runImport(db, {
      commune, format: zonesFormat, file: path, name: basename(path), dryRun: given.dryRun === true,
      options: { set: given.set, label: given.label, ...(given.labelAr === undefined ? {} : { labelAr: given.labelAr }), ...(given.validFrom === undefined ? {} : { validFrom: given.validFrom }), ...crs,
        ...(given.sourceLayer === undefined ? {} : { sourceLayer: given.sourceLayer }) },
    }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) throw new Usage(`${file} cannot be read`);
      throw error;
    });
    const { notes, ...counts } = summary;
    cli.answer({ ...counts, set: given.set, zones: notes['zones'], repaired: notes['repaired'], refusals: summary.refusals.map((r) => refusalOf(cli.language, r)), ...(notes['same_file_as'] === undefined ? {} : { same_file_as: notes['same_file_as'] }) },
      (s) => `${s.set}: ${String(s.zones)} zones of ${String(s.rows)} features, ${String(s.repaired)} repaired, ${String(s.refused)} refused`);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    cli.status(1);
    cli.answer({ refused_file: refusedFileOf(cli.language, error.refusal) }, ({ refused_file: r }) => `${r.code}: ${r.message} ${r.remedy}`);
  }
}

const table = (r: ZoneReport): string => [
  Object.entries(r.totals).map(([name, n]) => `${name} ${String(n)}`).join(', '), 'zone\tcertain\tpossible\texpected\testimated_nights',
  ...r.zones.map((z) => `${z.zone}\t${String(z.certain)}\t${String(z.possible)}\t${String(z.expected)}\t${String(z.estimated_nights)}`), `outside ${String(r.outside)}, unlocated ${String(r.unlocated)}`,
].join('\n');
