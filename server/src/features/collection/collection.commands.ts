import { copyFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { ROLL_FORMATS } from '@sommier/domain/collection';
import { AppError, currencyExponent, fromMinor, LANGUAGES } from '@sommier/domain/shared';
import { message } from '@sommier/domain/messages';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { keptPath } from '../papers/index.ts';
import { BATCH_KIND } from './collection.jobs.ts';
import { writeRoll, type RollFormat } from './roll-file.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Says why a thing was refused, with its code, and ends with status 1. */
async function orRefused(cli: Cli, work: () => Promise<void>): Promise<void> {
  try { await work(); } catch (error) {
    if (!(error instanceof AppError)) throw error;
    cli.status(1);
    const reason = String(error.detail['reason'] ?? error.code);
    cli.answer({ refused: { code: reason, message: message(cli.language, reason, error.detail) ?? error.message } }, (v) => v.refused.message);
  }
}

/** `sommier notices issue` writes the notices of an issued run as the screen does; `sommier roll export` the roll for the treasury. */
export function commands(program: Command, cli: Cli): void {
  program.command('notices').description('notices of taxes')
    .command('issue').description('write the notices of all articles of an issued run in one PDF, all or none').requiredOption('--commune <code>').requiredOption('--run <id>', 'the issued run').option('--language <language>', LANGUAGES.join(' | '), 'fr').requiredOption('--out <file>')
    .action(async (options: { commune: string; run: string; language: string; out: string }) => {
      const language = LANGUAGES.find((l) => l === options.language);
      if (language === undefined || !/^\d{1,18}$/.test(options.run)) throw new Usage('--language: fr | ar | en; --run: a number');
      const deps = await cli.deps(), commune = await cli.commune(options.commune), out = cli.path(options.out);
      await orRefused(cli, async () => {
        const job = await deps.db.inCommune({ commune: commune.id }, async (tx) => {
          const id = await deps.jobs.enqueue(tx, { commune: commune.id, kind: BATCH_KIND, payload: { request: { run: options.run, language }, name: 'Sommier' }, here: true });
          await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'collection.batch', subject: `job:${id}`, detail: { run: options.run, language } }]);
          return id;
        });
        const done = await deps.jobs.perform(commune.id, job, (row) => { cli.note(`${row.stage ?? ''} ${row.done}/${row.total ?? '?'}`); });
        if (done.state !== 'done') throw new AppError('rule_refused', `the batch was ${done.state}`, done.error === null ? {} : { reason: done.error.code, ...done.error.params });
        const made = done.result as { run: string; notices: number; file: string; bytes: number; pages: number };
        await copyFile(await keptPath(deps, commune.id, made.file), out);
        cli.answer({ file: out, run: made.run, notices: made.notices, sha256: made.file, bytes: made.bytes, pages: made.pages }, (m) => `${m.file}: ${String(m.notices)} notices of run ${m.run}, ${String(m.pages)} pages, ${(m.bytes / 1e6).toFixed(2)} MB.`);
      });
    });
  program.command('roll').description('the roll of taxes for the treasury')
    .command('export').description('write the roll of the periods that begin in these days, its sums held to the ledger').requiredOption('--commune <code>').requiredOption('--from <day>', 'YYYY-MM-DD').requiredOption('--to <day>', 'the first day after').option('--tax <code>').option('--run <id>').option('--language <language>', LANGUAGES.join(' | '), 'fr').option('--format <format>', `${ROLL_FORMATS.join(' | ')} (by the file’s ending)`).requiredOption('--out <file>')
    .action(async (options: { commune: string; from: string; to: string; tax?: string; run?: string; language: string; format?: string; out: string }) => {
      const language = LANGUAGES.find((l) => l === options.language), wanted = options.format ?? extname(options.out).slice(1), format: RollFormat | undefined = ROLL_FORMATS.find((f) => f === wanted);
      if (language === undefined || format === undefined || !DAY.test(options.from) || !DAY.test(options.to) || options.to <= options.from) throw new Usage('--from, --to: YYYY-MM-DD, one after the other; --format: csv | xlsx | pdf; --language: fr | ar | en');
      const { db } = await cli.deps(), commune = await cli.commune(options.commune), out = cli.path(options.out);
      await orRefused(cli, async () => {
        const { roll, file } = await db.inCommune({ commune: commune.id }, (tx) => writeRoll(tx, { from: options.from, to: options.to, tax: options.tax, run: options.run }, format, language, commune.currency, true));
        await writeFile(out, file, { mode: 0o600 });
        const money = (minor: string): string => `${fromMinor(BigInt(minor), currencyExponent(commune.currency))} ${commune.currency}`;
        cli.answer({ file: out, articles: roll.total, sums: roll.sums, ledger: roll.ledger, balanced: roll.balanced }, (r) => `${r.file}: ${String(r.articles)} articles, issued ${money(r.sums.assessed)}, paid ${money(r.sums.paid)}, open ${money(r.sums.open)}; the ledger says the same.`);
      });
    });
}
