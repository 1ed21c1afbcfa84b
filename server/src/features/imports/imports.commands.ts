import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { IMPORT_FORMATS, ImportOptions, Mapping, OutsideCommune, type ImportOutcome } from '@sommier/domain/imports';
import { AppError } from '@sommier/domain/shared';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { queueOnce } from '../../platform/jobs/index.ts';
import { outcomeOf, refusedFileOf } from './describe.ts';
import { importFormats } from './formats.ts';
import { FileRefused } from './reader/protocol.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

interface Options {
  commune: string; as: string; into?: string; title?: string; platform?: string; captured?: string; crs?: string; encoding?: string; mapping?: string; delimiter?: string;
  sheet?: string; sourceLayer?: string; repair?: boolean; dryRun?: boolean; provenance?: string; licence?: string; legalBasis?: string;
}
const ENCODING: Record<string, string> = { utf8: 'utf-8', 'utf-8': 'utf-8', cp1252: 'windows-1252', 'windows-1252': 'windows-1252', latin1: 'windows-1252', 'iso-8859-1': 'windows-1252', cp1256: 'windows-1256', 'windows-1256': 'windows-1256', 'utf-16': 'utf-16', utf16: 'utf-16' };

export function commands(program: Command, cli: Cli): void {
  const importing = program.command('import').description('bring a file into the register').argument('<file>').enablePositionalOptions()
    .option('--commune <code>').option('--as <format>', IMPORT_FORMATS.join(', ')).option('--into <layer>', 'name of the layer (--as layer)')
    .option('--title <text>', 'title of a new layer').option('--platform <name>').option('--captured <date>', 'day of the capture, YYYY-MM-DD').option('--crs <epsg>', 'reference system of the file, such as 22391')
    .option('--encoding <name>', 'utf-8, windows-1252, windows-1256 or utf-16').option('--mapping <file>', 'JSON: {"columns":{},"values":{},"constants":{}}').option('--delimiter <character>')
    .option('--sheet <name>').option('--source-layer <name>', 'layer of a file that holds several').option('--repair', 'mend invalid polygons instead of refusing them').option('--dry-run', 'count, and keep nothing')
    .option('--provenance <text>', 'who sent the file').option('--licence <text>').option('--legal-basis <text>', 'by what right it is held')
    .action(async (file: string, options: Options) => { await run(cli, file, options); });
  importing.command('undo').description('take a batch back').argument('<batch>').option('--commune <code>', 'asked for only when several communes have a batch of this number')
    .action(async (batch: string, options: { commune?: string }) => { await undo(cli, batch, options.commune ?? importing.opts<Options>().commune); });
}

/** A command of another feature that brings in files of one format, as `import --as` does. */
export function importFileCommand(command: Command, cli: Cli, format: string): void {
  command.description(`bring a file of ${format} in, as \`import --as ${format}\``).requiredOption('--commune <code>').option('--mapping <file>', 'JSON: {"columns":{},"values":{},"constants":{}}').option('--encoding <name>', 'utf-8, windows-1252, windows-1256 or utf-16')
    .option('--delimiter <character>').option('--sheet <name>').option('--provenance <text>', 'who sent the file').option('--dry-run', 'count, and keep nothing')
    .action(async (file: string, options: Omit<Options, 'as'>) => { await run(cli, file, { ...options, as: format }); });
}

async function optionsOf(cli: Cli, given: Options): Promise<ImportOptions> {
  const encoding = given.encoding === undefined ? undefined : ENCODING[given.encoding.toLowerCase()] ?? given.encoding;
  const crs = given.crs?.replace(/^epsg:/i, '');
  let mapping: Mapping | undefined;
  if (given.mapping !== undefined) {
    const text = await readFile(cli.path(given.mapping), 'utf8').catch(() => { throw new Usage(`${given.mapping ?? ''} cannot be read`); });
    let value: unknown;
    try { value = JSON.parse(text); } catch { throw new Usage(`${given.mapping} is not JSON`); }
    const read = Mapping.safeParse(value);
    if (!read.success) throw new Usage(`${given.mapping}: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
    mapping = read.data;
  }
  const all = { format: given.as, layer: given.into, title: given.title, platform: given.platform, captured: given.captured, crs, encoding, delimiter: given.delimiter === '\\t' ? '\t' : given.delimiter, sheet: given.sheet, sourceLayer: given.sourceLayer, repair: given.repair, mapping, provenance: given.provenance, licence: given.licence, legalBasis: given.legalBasis };
  const read = ImportOptions.safeParse(Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)));
  if (!read.success) throw new Usage(read.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`).join('; '));
  return read.data;
}

async function run(cli: Cli, file: string, given: Options): Promise<void> {
  if (given.commune === undefined) throw new Usage('--commune is missing');
  if (given.as === undefined) throw new Usage('--as is missing');
  const format = (IMPORT_FORMATS as readonly string[]).includes(given.as) ? (await importFormats()).get(given.as) : undefined;
  if (format === undefined) throw new Usage(`--as ${given.as}: one of ${IMPORT_FORMATS.join(', ')}`);
  const options = await optionsOf(cli, given);
  const { db } = await cli.deps();
  const commune = await cli.commune(given.commune);
  const path = cli.path(file);
  let said = '';
  try {
    const summary = await runImport(db, {
      commune, format, file: path, name: basename(path), options: { ...options }, language: cli.language, dryRun: given.dryRun === true, signal: cli.signal,
      progress: (stage) => { if (stage !== said && !cli.json) cli.note(stage); said = stage; },
    }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) throw new Usage(`${file} cannot be read`);
      throw error;
    });
    const { followUp } = format;
    // No server may be running: the next one takes it up.
    if (summary.batch !== null && followUp !== undefined) await db.inCommune({ commune: commune.id }, (tx) => queueOnce(tx, followUp));
    cli.answer(outcomeOf(cli.language, summary), lines);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    cli.status(1);
    cli.answer({ refused_file: refusedFileOf(cli.language, error.refusal) }, ({ refused_file: r }) => `${r.code}: ${r.message} ${r.remedy}`);
  }
}

/** Rows far from the commune: most often a file read in the wrong zone. */
function outsideLine(o: ImportOutcome): string[] {
  const found = OutsideCommune.safeParse(o.notes?.['outside_commune']).data;
  if (found === undefined) return [];
  return [`outside the ${found.of}: ${String(found.rows)} of ${String(found.placed)} placed rows, about ${String(found.km)} km away${found.tries.length === 0 ? '' : `; read in EPSG:${found.tries.join(' or EPSG:')} they would lie in it (--crs)`}`];
}

const lines = (o: ImportOutcome): string => [
  `batch ${o.batch ?? '-'}: ${String(o.rows)} = ${String(o.inserted)} + ${String(o.returned)} + ${String(o.updated)} + ${String(o.unchanged)} + ${String(o.refused)} (inserted, returned, updated, unchanged, refused); removed ${String(o.removed)}, held ${String(o.held)}`,
  ...outsideLine(o),
  ...o.refusals.map((r) => `${String(r.row)}\t${r.column ?? ''}\t${r.value ?? ''}\t${r.message} ${r.remedy}`),
].join('\n');

async function undo(cli: Cli, batch: string, code: string | undefined): Promise<void> {
  if (!/^[1-9]\d{0,18}$/.test(batch)) throw new Usage(`${batch} is no batch`);
  const { db } = await cli.deps();
  const owner = await db.asOwner(async (tx) => (await tx.raw(`select c.id, c.code, c.currency, c.srid, c.timezone from import_batch b join commune c on c.id = b.commune_id
    where b.id = :batch and (:code::text is null or c.code = :code)`, { batch, code: code ?? null }) as { rows: { id: number; code: string; currency: string; srid: number; timezone: string }[] }).rows);
  const commune = owner[0];
  if (commune === undefined) throw new AppError('not_found', `no batch ${batch}`);
  if (owner.length > 1) throw new Usage(`Batch ${batch} exists in ${owner.map((c) => c.code).join(', ')}: add --commune`);
  const formats = await importFormats();
  const undone = await db.inCommune({ commune: commune.id }, (tx) => undoImport(tx, commune, batch, (name) => formats.get(name), { person: null }));
  cli.answer({ batch: undone.id, undone: true, format: undone.format, layer: undone.layer }, (u) => `batch ${u.batch} taken back`);
}
