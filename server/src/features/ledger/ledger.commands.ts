import type { Command } from 'commander';
import { BOOKS } from '@sommier/domain/ledger';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { readBook } from './book.queries.ts';
import { callCommune } from './ledger.jobs.ts';
import { verifyLedger } from './verify.ts';

export function commands(program: Command, cli: Cli): void {
  const ledger = program.command('ledger').description('the ledger of rents and dues');
  ledger.command('verify').description('replay the journal: debits = credits, balances as shown, receipts without a gap').requiredOption('--commune <code>')
    .action(async (options: { commune: string }) => {
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const check = await verifyLedger(db, { commune: commune.id });
      const money = (minor: string): string => `${fromMinor(BigInt(minor), currencyExponent(commune.currency))} ${commune.currency}`;
      cli.answer(check, (c) => [`${c.green ? 'Green' : 'FAULTY'}: ${c.postings} postings on ${c.accounts} accounts, debits ${money(c.debits)}, credits ${money(c.credits)}, ${c.receipts} receipts.`,
        ...c.faults.map((f) => `  ${f.check} ${f.subject}: ${f.found} instead of ${f.expected}`)].join('\n'));
      if (!check.green) cli.status(1);
    });
  ledger.command('book').description('the cash book (or the bank’s, the treasury’s) of some days, with the balance after each line').requiredOption('--commune <code>').option('--book <book>', BOOKS.join('|'), 'cash').requiredOption('--from <day>', 'YYYY-MM-DD').requiredOption('--to <day>', 'the first day after')
    .action(async (options: { commune: string; book: string; from: string; to: string }) => {
      const book = BOOKS.find((b) => b === options.book);
      if (book === undefined) throw new Usage(`--book: ${BOOKS.join(', ')}`);
      for (const day of [options.from, options.to]) if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Usage('--from, --to: YYYY-MM-DD');
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const read = await db.inCommune({ commune: commune.id }, (tx) => readBook(tx, { book, from: options.from, to: options.to, page: 1, size: 100_000 }, true));
      const money = (minor: string | null): string => (minor === null ? '' : fromMinor(BigInt(minor), currencyExponent(commune.currency)));
      cli.answer(read, (b) => [`opening ${money(b.opening)} ${commune.currency}`, ...b.rows.map((l) => [l.day, l.number ?? '', l.occupation ?? '', money(l.in), money(l.out), money(l.balance)].join('\t')),
        `in ${money(b.in)}, out ${money(b.out)}, closing ${money(b.closing)} ${commune.currency}`, ...b.series.map((s) => `${s.series}-${String(s.year)}: ${String(s.last)} numbers, ${String(s.missing)} missing`)].join('\n'));
    });
  ledger.command('call').description('call every due payable up to a day, the day included').requiredOption('--commune <code>').requiredOption('--through <day>', 'YYYY-MM-DD')
    .action(async (options: { commune: string; through: string }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(options.through)) throw new Usage('--through: YYYY-MM-DD');
      const deps = await cli.deps();
      const commune = await cli.commune(options.commune);
      const called = await callCommune(deps, commune.id, options.through, null, { signal: cli.signal, progress: (done, total) => { cli.note(`${done}/${total ?? '?'}`); } });
      cli.answer(called, (c) => `${c.dues} dues of ${c.occupations} occupations called through ${options.through}: ${fromMinor(BigInt(c.amount), currencyExponent(commune.currency))} ${commune.currency}; ${c.corrections} corrections, ${String(c.indexed)} steps of the contracts’ clauses${c.missing.length === 0 ? '' : `; no value for ${c.missing.join(', ')}`}.`);
    });
}
