import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXPORT_FORMATS, ExportRequest, ORIENTATIONS, PAPERS, PRINT_FORMATS, PrintRequest } from '@sommier/domain/exports';
import { LANGUAGES } from '@sommier/domain/shared';
import type { z } from 'zod';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { makeExport } from './export.ts';
import { makePackage } from './handover/package.ts';
import { printMap } from './print.ts';

const numbers = (text: string): number[] => text.split(',').map(Number);
const list = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean);

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Usage(parsed.error.issues.map((issue) => `--${issue.path.join('.') || 'option'}: ${issue.message}`).join('\n'));
}

interface ExportOptions { commune: string; layers: string; format: string; out: string; crs?: string; bbox?: string; personal?: boolean }
interface PrintOptions { commune: string; layers: string; center: string; scale: string; paper: string; orientation: string; language: string; out: string; title?: string; subtitle?: string; author?: string; grid: boolean; legend: boolean; rotation: string; format: string; dpi: string; attributes?: boolean; inset?: boolean; table?: boolean }

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

export function exportsCommands(program: Command, cli: Cli): void {
  program.command('export').description('write layers of a commune to a data file')
    .requiredOption('--commune <code>').requiredOption('--layers <a,b>', 'assets, listings, zones, parcels or uploaded layers')
    .requiredOption('--format <format>', EXPORT_FORMATS.join(' | ')).requiredOption('--out <file>')
    .option('--crs <epsg>', 'EPSG code of the coordinates (4326)').option('--bbox <w,s,e,n>', 'only what meets this extent, in degrees')
    .option('--personal', 'with the names of hosts; noted in the audit trail')
    .action(async (options: ExportOptions) => {
      const request = read(ExportRequest, {
        layers: list(options.layers), format: options.format, ...(options.bbox === undefined ? {} : { bbox: numbers(options.bbox) }),
        ...(options.crs === undefined ? {} : { crs: Number(options.crs.replace(/^EPSG:/i, '')) }),
      });
      const { db, files } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const out = cli.path(options.out);
      const folder = await files.scratch('export');
      try {
        const made = await makeExport(db, { commune: commune.id }, request, { personal: options.personal === true }, folder, { progress: () => undefined, signal: cli.signal });
        await copyFile(made.path, out);
        await db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [
          { action: 'exports.create', subject: `file:${made.name}`, detail: { layers: request.layers, format: request.format, bbox: request.bbox ?? null, crs: request.crs ?? null, personal: options.personal === true } }]));
        cli.answer({ file: out, format: request.format, layers: request.layers, rows: made.rows, left_out: made.leftOut, moved: made.moved, renamed: made.renamed, shortened: made.shortened, bytes: made.bytes, crs: request.crs ?? 4326 },
          (v) => `${v.file}: ${v.rows} rows, ${megabytes(v.bytes)}${v.left_out > 0 ? `; ${v.left_out} rows without a place are left out of this format` : ''}${v.moved.length > 0 ? `; changed while it was read: ${v.moved.join(', ')}` : ''}.${v.renamed.map((c) => `\n  ${c.layer}: ${c.from} -> ${c.to}`).join('')}${v.shortened.map((c) => `\n  ${c.layer}: ${c.column} cut to 254 bytes in ${c.rows} rows`).join('')}`);
      } finally { await files.remove(folder); }
    });

  program.command('print').description('draw a layered, georeferenced PDF map at an exact scale')
    .requiredOption('--commune <code>').requiredOption('--layers <a,b>', 'from the top of the map to its bottom').requiredOption('--center <lon,lat>').requiredOption('--scale <n>', 'denominator: 1000 for 1:1000')
    .option('--paper <paper>', PAPERS.join(' | '), 'A4').option('--orientation <orientation>', ORIENTATIONS.join(' | '), 'landscape').option('--language <language>', LANGUAGES.join(' | '), 'fr')
    .requiredOption('--out <file>').option('--title <text>').option('--subtitle <text>').option('--author <text>').option('--no-grid').option('--no-legend')
    .option('--rotation <degrees>', 'the direction that points up the sheet, clockwise from grid north', '0').option('--format <format>', `${PRINT_FORMATS.join(' | ')}; a picture comes in a zip with its world file`, 'pdf')
    .option('--dpi <n>', 'of a picture, 96 to 300', '150').option('--attributes', 'keep the values of each feature in the PDF').option('--inset', 'with a small map of the commune').option('--table', 'with a table of the properties shown')
    .action(async (options: PrintOptions) => {
      const { title, subtitle, author, paper, orientation, language, grid, legend, format } = options;
      const request = read(PrintRequest, {
        layers: list(options.layers), center: numbers(options.center), scale: Number(options.scale), paper, orientation, language, grid, legend, format, rotation: Number(options.rotation), dpi: Number(options.dpi),
        attributes: options.attributes === true, inset: options.inset === true, table: options.table === true,
        ...(title === undefined ? {} : { title }), ...(subtitle === undefined ? {} : { subtitle }), ...(author === undefined ? {} : { author }),
      });
      const deps = await cli.deps();
      const { db, files } = deps;
      const commune = await cli.commune(options.commune);
      const out = cli.path(options.out);
      const folder = await files.scratch('print');
      try {
        const { counts, crs, path, bytes } = await printMap(deps, { commune: commune.id }, 'admin', request, join(folder, request.format === 'svg' ? 'map.svg' : 'map.pdf'), { progress: () => undefined, signal: cli.signal });
        await copyFile(path, out);
        await db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [
          { action: 'prints.create', subject: `file:map.${request.format}`, detail: { layers: request.layers, center: request.center, scale: request.scale, paper, format: request.format } }]));
        cli.answer({ file: out, layers: counts, scale: request.scale, crs, bytes }, (v) => `${v.file}: 1:${v.scale} in EPSG:${v.crs}, ${Object.entries(v.layers).map(([layer, n]) => `${layer} ${n}`).join(', ')}, ${megabytes(v.bytes)}.`);
      } finally { await files.remove(folder); }
    });

  program.command('package').description('write everything of a commune to one zip: data, documents, styles, dictionary, manifest of hashes')
    .requiredOption('--commune <code>').requiredOption('--out <file>')
    .action(async (options: { commune: string; out: string }) => {
      const deps = await cli.deps();
      const commune = await cli.commune(options.commune);
      const out = cli.path(options.out);
      const folder = await deps.files.scratch('package');
      try {
        const path = join(folder, 'sommier-commune.zip');
        const made = await makePackage(deps, { commune: commune.id }, 'admin', folder, path, { progress: () => undefined, signal: cli.signal });
        await copyFile(path, out);
        await deps.db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [{ action: 'exports.package', subject: 'file:sommier-commune.zip', detail: { personal: true, sha256: made.sha256 } }]));
        cli.answer({ file: out, ...made }, (v) => `${v.file}: ${v.entries} files, ${v.rows} rows, ${v.documents} documents, ${megabytes(v.bytes)}.`);
      } finally { await deps.files.remove(folder); }
    });
}
