import type { Command } from 'commander';
import { INDICATOR_GROUPS, IndicatorQuery, ratioOf, type IndicatorReport } from '@sommier/domain/indicators';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { todayOf } from '../assets/index.ts';
import { reportOn } from '../condition/index.ts';
import { reconciliationTotals } from '../reconciliation/index.ts';
import { readIndicators } from './indicators.queries.ts';

interface Given { commune: string; on?: string; by?: string }
const line = (row: IndicatorReport['total'], name: string): string => `${name} (${String(row.properties)})\n${row.values.map((v) => `\t${v.key}\t${v.num} / ${v.den}\t${String(ratioOf(v.num, v.den) ?? 'not computable')}`).join('\n')}`;

/** `sommier report indicators|condition|reconciliation`: the figures of the screens, at a day. */
export function commands(program: Command, cli: Cli): void {
  const report = program.commands.find((c) => c.name() === 'report') ?? program.command('report').description('figures of the commune');
  report.command('indicators').description('each indicator with its numerator and denominator, whole and by group').requiredOption('--commune <code>').option('--on <date>', 'as of that day (today)').option('--by <group>', INDICATOR_GROUPS.join(' | '), 'district')
    .action(async (given: Given) => {
      const query = IndicatorQuery.safeParse({ by: given.by, ...(given.on === undefined ? {} : { day: given.on }) });
      if (!query.success) throw new Usage(query.error.issues.map((i) => `--${i.path.join('.') === 'day' ? 'on' : i.path.join('.')}: ${i.message}`).join('; '));
      const { db } = await cli.deps(), commune = await cli.commune(given.commune);
      const made = await db.inCommune({ commune: commune.id }, async (tx) => { const today = await todayOf(tx), day = query.data.day ?? today; if (day > today) throw new Usage(`--on: ${day} is to come`); return readIndicators(tx, day, query.data.by, true); });
      cli.answer({ commune: commune.code, ...made }, (m) => [`${m.commune}, ${m.day}`, line(m.total, '*'), ...m.rows.map((r) => line(r, r.group || '-'))].join('\n'));
    });
  report.command('condition').description('the condition index with its bands and districts').requiredOption('--commune <code>').option('--on <date>', 'as of that day (today)')
    .action(async (given: Given) => {
      if (given.on !== undefined && !IndicatorQuery.safeParse({ day: given.on }).success) throw new Usage('--on is a day, YYYY-MM-DD');
      const { db } = await cli.deps(), commune = await cli.commune(given.commune);
      const made = await db.inCommune({ commune: commune.id }, async (tx) => reportOn(tx, given.on ?? await todayOf(tx), commune.currency));
      cli.answer({ commune: commune.code, ...made.report, rows: made.rows }, (m) => [`${m.commune}, ${m.day}: ${m.index.kind === 'computed' ? `${(m.index.bp / 100).toFixed(2)} %, ${m.index.band}` : 'not computable'} (${m.deferred} / ${m.replacement}, ${String(m.computable)} properties; ${String(m.notComputable)} not computable)`, ...m.bands.map((b) => `\t${b.band}\t${String(b.count)}`)].join('\n'));
    });
  report.command('reconciliation').description('the register beside the accountant’s file: what differs, what is settled').requiredOption('--commune <code>')
    .action(async (given: Given) => {
      const { db } = await cli.deps(), commune = await cli.commune(given.commune);
      const made = await db.inCommune({ commune: commune.id }, (tx) => reconciliationTotals(tx));
      cli.answer({ commune: commune.code, ...made }, (m) => [`${m.commune}: ${m.file?.name ?? 'no file'}; matched ${String(m.matched)}, of them alike ${String(m.equal)}`, ...m.counts.map((c) => `\t${c.kind}\t${String(c.count)}\topen ${String(c.open)}\t${c.gap}`)].join('\n'));
    });
}
