import type { Command } from 'commander';
import { FINDING_CODES } from '@sommier/domain/findings';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { readFindings } from './findings.queries.ts';
import { summary } from './findings.routes.ts';

interface Given { commune: string; on?: string; code?: string; district?: string }
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `sommier report findings`: what auditors found elsewhere, looked for here. */
export function commands(program: Command, cli: Cli): void {
  const report = program.commands.find((c) => c.name() === 'report') ?? program.command('report').description('figures of the commune');
  report.command('findings').description('the auditors’ cases met in the register, each with its source').requiredOption('--commune <code>').option('--on <date>', 'as of that day')
    .option('--code <codes>', `some cases, with commas: ${FINDING_CODES.join(', ')}`).option('--district <name>')
    .action(async (given: Given) => {
      if (given.on !== undefined && !DAY.test(given.on)) throw new Usage('--on is a day, YYYY-MM-DD');
      const unknown = given.code?.split(',').find((c) => !(FINDING_CODES as readonly string[]).includes(c));
      if (unknown !== undefined) throw new Usage(`--code ${unknown}: one of ${FINDING_CODES.join(', ')}`);
      const { db } = await cli.deps();
      const commune = await cli.commune(given.commune);
      const filter = { code: given.code, district: given.district, on: given.on, money: true };
      const made = await db.inCommune({ commune: commune.id }, async (tx) => {
        const head = await summary(tx, filter, cli.language);
        const rows = await readFindings(tx, filter, head.on);
        return { commune: commune.code, on: head.on, occupations: head.occupations, assets: head.assets, total: head.total, rules: head.rules,
          cases: head.cases.map((c) => ({ ...c, rows: rows.filter((r) => r.code === c.code).map(({ code: _code, ...r }) => r) })) };
      });
      cli.answer(made, (m) => [`${m.commune}, ${m.on}: ${String(m.total)} findings over ${String(m.occupations)} occupations and ${String(m.assets)} properties`,
        ...m.cases.flatMap((c) => [`${String(c.count)}\t${c.text} (${c.source.report}: ${c.source.said})`, ...c.rows.map((r) => `\t${r.assetCode ?? ''}\t${r.reference ?? ''}\t${Object.entries(r.facts).filter(([, v]) => v !== null).map(([k, v]) => `${k}=${String(v)}`).join(' ')}`)])].join('\n'));
    });
}
