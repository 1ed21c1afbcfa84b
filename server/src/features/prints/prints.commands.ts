import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ORIENTATIONS, PAPERS } from '@sommier/domain/exports';
import { AtlasRequest } from '@sommier/domain/prints';
import { LANGUAGES } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { makeAtlas } from './atlas.ts';

interface AtlasOptions { commune: string; layers: string; zones?: string; assets?: string; scale?: string; paper: string; orientation: string; language: string; title?: string; rotation: string; out: string }
const list = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean);

export function commands(program: Command, cli: Cli): void {
  program.command('atlas').description('draw one page a zone or a property, in one layered PDF')
    .requiredOption('--commune <code>').requiredOption('--layers <a,b>', 'from the top of the map to its bottom').option('--zones <set>', 'one page for each zone of this set').option('--assets <ids>', 'one page for each of these properties')
    .option('--scale <n>', 'the same for all pages; each fits its subject when absent').option('--paper <paper>', PAPERS.join(' | '), 'A4').option('--orientation <orientation>', ORIENTATIONS.join(' | '), 'landscape')
    .option('--language <language>', LANGUAGES.join(' | '), 'fr').option('--title <text>').option('--rotation <degrees>', 'the direction that points up the sheet', '0').requiredOption('--out <file>')
    .action(async (options: AtlasOptions) => {
      if ((options.zones === undefined) === (options.assets === undefined)) throw new Usage('--zones or --assets');
      const { paper, orientation, language, title } = options;
      const parsed = AtlasRequest.safeParse({
        layers: list(options.layers), paper, orientation, language, rotation: Number(options.rotation), fit: options.scale === undefined, scale: Number(options.scale ?? 1000), ...(title === undefined ? {} : { title }),
        pages: options.zones === undefined ? { kind: 'assets', selection: { ids: list(options.assets ?? '') } } : { kind: 'zones', set: options.zones },
      });
      if (!parsed.success) throw new Usage(parsed.error.issues.map((issue) => `--${issue.path.join('.') || 'option'}: ${issue.message}`).join('\n'));
      const deps = await cli.deps();
      const commune = await cli.commune(options.commune);
      const out = cli.path(options.out);
      const folder = await deps.files.scratch('atlas');
      try {
        const path = join(folder, 'atlas.pdf');
        const { pages, bytes } = await makeAtlas(deps, { commune: commune.id }, 'admin', parsed.data, path, { progress: () => undefined, signal: cli.signal });
        await copyFile(path, out);
        await deps.db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [{ action: 'prints.atlas', subject: 'file:atlas.pdf', detail: { layers: parsed.data.layers, pages } }]));
        cli.answer({ file: out, pages, bytes }, (v) => `${v.file}: ${v.pages} pages, ${(v.bytes / 1e6).toFixed(2)} MB.`);
      } finally { await deps.files.remove(folder); }
    });
}
