import type { Command } from 'commander';
import type { DeclarationRow, MissingReturn } from '@sommier/domain/declarations';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { importFileCommand } from '../imports/index.ts';
import { today } from '../ledger/index.ts';
import { readDeclarations } from './declarations.queries.ts';
import { missingReturns } from './expected.queries.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const days = (given: Record<string, string | undefined>, ...names: string[]): void => { for (const n of names) if (given[n] !== undefined && !DAY.test(given[n])) throw new Usage(`--${n}: YYYY-MM-DD`); };

/** `declarations import|list|missing`: the same as on the screen. */
export function commands(program: Command, cli: Cli): void {
  const group = program.command('declarations').description('returns of taxpayers: import a file, list them, list the missing ones');
  importFileCommand(group.command('import <file>'), cli, 'declarations');
  group.command('list').description('returns, latest first').requiredOption('--commune <code>').option('--tax <code>').option('--state <state>', 'draft | filed | superseded | withdrawn').option('--from <date>').option('--to <date>').option('--limit <n>', 'at most so many', '1000')
    .action(async (given: { commune: string; tax?: string; state?: string; from?: string; to?: string; limit: string }) => {
      days({ from: given.from, to: given.to }, 'from', 'to');
      const { db } = await cli.deps(), commune = await cli.commune(given.commune);
      const found = await db.inCommune({ commune: commune.id }, (tx) => readDeclarations(tx, { tax: given.tax, state: given.state, from: given.from, to: given.to, page: 1, size: Math.max(1, Number(given.limit) || 1000) }, true));
      cli.answer(found, (v) => [`${String(v.total)} returns`, ...v.rows.map((d: DeclarationRow) => `${d.number ?? 'draft'} v${String(d.version)} ${d.state} ${d.tax} ${d.from} – ${d.to} ${d.party ?? ''}${d.zero ? ' (nothing)' : ''}${d.late ? ' late' : ''}`)].join('\n'));
    });
  group.command('missing').description('who should have declared and did not').requiredOption('--commune <code>').option('--tax <code>').option('--on <date>', 'the day looked from; today when left out').option('--since <date>', 'periods that began before are left out; a year before when left out')
    .action(async (given: { commune: string; tax?: string; on?: string; since?: string }) => {
      days({ on: given.on, since: given.since }, 'on', 'since');
      const { db } = await cli.deps(), commune = await cli.commune(given.commune);
      const rows = await db.inCommune({ commune: commune.id }, async (tx) => missingReturns(tx, { today: given.on ?? await today(tx), since: given.since, tax: given.tax }, true));
      cli.answer({ total: rows.length, rows }, (v) => [`${String(v.total)} missing`, ...v.rows.map((m: MissingReturn) => `${m.tax} ${m.from} – ${m.to} ${m.party ?? ''}: due ${m.dueOn ?? '–'}, ${String(m.daysLate)} days (${m.why.join(', ')})`)].join('\n'));
    });
}
