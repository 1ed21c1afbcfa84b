import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { AssetFilter } from '@sommier/domain/assets';
import { SheetsRequest } from '@sommier/domain/papers';
import { LANGUAGES } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { makeSheets } from './sheets.ts';
import { statementCommands } from './statement.commands.ts';

interface Options { commune: string; asset?: string[]; filter?: string; all?: boolean; language: string; out: string }
const several = (value: string, before: string[] = []): string[] => [...before, ...value.split(',').map((c) => c.trim()).filter(Boolean)];

/** `sommier paper …`; other features add their papers to the same word. */
export function commands(program: Command, cli: Cli): void {
  const paper = program.commands.find((c) => c.name() === 'paper') ?? program.command('paper').description('papers of the register as PDF');
  statementCommands(paper, cli);
  paper.command('sheet').description('the sheets of properties in one PDF').requiredOption('--commune <code>').option('--asset <code>', 'a property’s code; several by commas or again', several)
    .option('--filter <query>', 'as in the register’s address: "district=Médina&title=requisition"').option('--all', 'every property of the commune')
    .option('--language <language>', LANGUAGES.join(' | '), 'fr').requiredOption('--out <file>')
    .action(async (options: Options) => {
      if (options.asset === undefined && options.filter === undefined && options.all !== true) throw new Usage('Say which: --asset CODE, --filter QUERY or --all');
      const filter = AssetFilter.safeParse(Object.fromEntries(new URLSearchParams(options.filter ?? '')));
      if (!filter.success) throw new Usage(`--filter: ${filter.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
      const deps = await cli.deps();
      const commune = await cli.commune(options.commune);
      const ids = options.asset === undefined ? undefined : await deps.db.inCommune({ commune: commune.id }, async (tx) => {
        const { rows } = await tx.raw('select a.id, a.code from asset a where a.commune_id = current_commune() and a.code = any (?::text[])', [options.asset ?? []]) as { rows: { id: string; code: string }[] };
        const absent = (options.asset ?? []).filter((code) => !rows.some((r) => r.code === code));
        if (absent.length > 0) throw new Usage(`No property ${absent.join(', ')} in ${commune.code}`);
        return rows.map((r) => r.id);
      });
      const request = SheetsRequest.safeParse({ selection: { ...(ids === undefined ? {} : { ids }), filter: filter.data }, language: options.language });
      if (!request.success) throw new Usage(`--language: ${LANGUAGES.join(', ')}`);
      const out = cli.path(options.out);
      const folder = await deps.files.scratch('sheets');
      try {
        const path = join(folder, 'sheets.pdf');
        const made = await makeSheets(deps, { commune: commune.id }, 'admin', request.data, path, { progress: () => undefined, signal: cli.signal });
        await copyFile(path, out);
        await deps.db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [{ action: 'papers.sheets', subject: 'file:sheets.pdf', detail: { sheets: made.sheets, language: request.data.language } }]));
        cli.answer({ file: out, sheets: made.sheets, pages: made.pages, bytes: made.bytes, sha256: made.sha256 }, (m) => `${m.file}: ${String(m.sheets)} sheets, ${String(m.pages)} pages, ${(m.bytes / 1e6).toFixed(2)} MB.`);
      } finally { await deps.files.remove(folder); }
    });
}
