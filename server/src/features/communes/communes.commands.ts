import type { Command } from 'commander';
import { NewCommune } from '@sommier/domain/communes';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { createCommune } from './communes.store.ts';

interface Options { name: string; nameAr?: string; currency: string; languages: string; timezone: string; srid: string; country?: string }

export function communeCommands(program: Command, cli: Cli): void {
  const commune = program.command('commune').description('communes of this installation');
  commune.command('add').argument('<code>', 'capitals, digits, - and _').description('create a commune')
    .requiredOption('--name <name>').option('--name-ar <name>', 'its name in Arabic').requiredOption('--currency <code>', 'ISO 4217, such as TND')
    .option('--languages <list>', 'fr, ar, en, separated by commas', 'fr').option('--timezone <zone>', 'IANA name', 'Africa/Tunis')
    .option('--country <code>', 'ISO 3166, such as TN: whose lists of regimes, conservations and origins it starts with')
    .option('--srid <epsg>', 'the reference system of its plans', '4326')
    .action(async (code: string, options: Options) => {
      const wanted = NewCommune.safeParse({ ...options, code, languages: options.languages.split(',').map((one) => one.trim()), srid: Number(options.srid) });
      if (!wanted.success) throw new Usage(wanted.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
      const { db } = await cli.deps();
      const made = await db.asOwner(async (tx) => {
        const row = await createCommune(tx, wanted.data);
        await record(tx, { commune: row.id, via: 'command' }, [{ action: 'commune.created', subject: `commune:${row.code}`, detail: { currency: wanted.data.currency } }]);
        return row;
      });
      cli.answer({ code: made.code, name: wanted.data.name }, (v) => `${v.code} (${v.name}) created.`);
    });
}
