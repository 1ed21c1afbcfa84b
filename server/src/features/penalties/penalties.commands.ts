import type { Command } from 'commander';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { chargeCommune } from './penalties.jobs.ts';

export function commands(program: Command, cli: Cli): void {
  program.command('penalties').description('penalties of late payment, by the commune’s dated rules')
    .command('charge').description('charge every account what its late dues come to, less what was charged before').requiredOption('--commune <code>').option('--day <day>', 'YYYY-MM-DD; today without it').option('--dry-run', 'count, write nothing')
    .action(async (options: { commune: string; day?: string; dryRun?: boolean }) => {
      if (options.day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.day)) throw new Usage('--day: YYYY-MM-DD');
      const deps = await cli.deps();
      const commune = await cli.commune(options.commune);
      const run = await chargeCommune(deps, commune.id, { day: options.day ?? null, dry: options.dryRun === true }, null, { signal: cli.signal, progress: (done) => { cli.note(String(done)); } });
      const money = (minor: string): string => `${fromMinor(BigInt(minor), currencyExponent(commune.currency))} ${commune.currency}`;
      cli.answer(run, (x) => `${x.dry ? 'Would charge' : 'Charged'} ${String(x.dues)} late dues of ${String(x.accounts)} accounts: ${money(x.raised)}; taken back ${money(x.lowered)}.`);
    });
}
