import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { backup } from './backup.ts';
import type { Outcome } from './manifest.ts';
import { restore, RestoreRefused } from './restore.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const told = (done: string) => (o: Outcome): string => [
  `${done}: ${o.file}, ${megabytes(o.bytes)} MB, ${o.rows} rows of ${o.tables} tables, ${o.files} files.`,
  `${o.documents.kept} documents${o.documents.faults.length === 0 ? ', all whole' : `, NOT WHOLE: ${o.documents.faults.map((f) => `${f.path} (${f.fault})`).join(', ')}`}.`,
  ...o.communes.map((c) => `${c.commune}: ${c.entries} audit entries, head ${c.head.slice(0, 16) || '(none)'}.`),
].join('\n');

export function operationsCommands(program: Command, cli: Cli): void {
  program.command('backup').argument('<file>', 'a new file').description('write the whole installation (data, audit trail, files) to one archive')
    .action(async (name: string) => {
      const file = cli.path(name);
      if (existsSync(file)) throw new Usage(`${file} exists already: an older backup is never overwritten`);
      const saved = await backup(await cli.deps(), file);
      // The archive is there, but a document it should hold is not whole: that is for the operator to know at once.
      if (saved.documents.faults.length > 0) cli.status(1);
      cli.answer(saved, told('Saved'));
    });
  program.command('restore').argument('<file>', 'an archive made by backup').description('fill an empty installation from an archive and check every row of it')
    .action(async (name: string) => {
      const file = cli.path(name);
      if (!existsSync(file)) throw new Usage(`${file} does not exist`);
      try {
        cli.answer(await restore(await cli.deps(), file), told('Restored'));
      } catch (error) {
        if (!(error instanceof RestoreRefused)) throw error;
        cli.note(error.message);
        cli.status(1);
        if (cli.json) cli.answer({ refused: error.message }, () => '');
      }
    });
}
