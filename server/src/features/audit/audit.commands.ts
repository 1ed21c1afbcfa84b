import type { Command } from 'commander';
import { verifyChain } from '../../platform/audit/index.ts';
import type { Cli } from '../../platform/cli/index.ts';

export function auditCommands(program: Command, cli: Cli): void {
  const audit = program.command('audit').description('the audit trail');
  audit.command('verify').description('check the chain and name its first broken entry (exit status 1)').requiredOption('--commune <code>')
    .action(async (options: { commune: string }) => {
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const report = await db.inCommune({ commune: commune.id }, (tx) => verifyChain(tx, commune.id));
      cli.answer({ commune: commune.code, ...report }, (v) => (v.broken
        ? `${v.commune}: broken at entry ${v.broken.seq} (${v.broken.reason}).`
        : `${v.commune}: ${v.entries} entries, whole. Head ${v.head || '(none)'}.`));
      if (!report.ok) cli.status(1);
    });
}
