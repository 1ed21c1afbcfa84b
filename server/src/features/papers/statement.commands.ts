import { copyFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Command } from 'commander';
import { showCode, STATEMENT_FORMATS, StatementRequest, type IssuedKind } from '@sommier/domain/papers';
import { LANGUAGES } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { todayOf } from '../assets/index.ts';
import { makePaper } from './issue-paper.ts';
import { confirmPaper, reservePaper, voidPaper } from './statement.store.ts';
import { keepFile, keptPath } from './statements.ts';

interface Options { commune: string; language: string; date?: string; format?: string; out: string }
const NAMES: readonly [name: string, kind: IssuedKind, what: string][] = [['sommier', 'sommier', 'the sommier de consistance: public and private registers'], ['etat-actif', 'etat_actif', 'the état de l’actif by account'], ['inventory', 'inventory', 'the inventory statement by district'],
  ['reconciliation', 'reconciliation', 'the reconciliation with the accountant’s file, as it stands today']];

/** `sommier paper sommier|etat-actif|inventory|reconciliation`: issues the paper as the screen does, with a number, a hash and a code. */
export function statementCommands(paper: Command, cli: Cli): void {
  for (const [name, kind, what] of NAMES) {
    paper.command(name).description(`${what}; numbered, hashed and kept`).requiredOption('--commune <code>').option('--language <language>', LANGUAGES.join(' | '), 'fr')
      .option('--date <day>', 'cut-off day YYYY-MM-DD (today)').option('--format <format>', `${STATEMENT_FORMATS.join(' | ')} (by the file’s ending)`).requiredOption('--out <file>')
      .action(async (options: Options) => {
        const request = StatementRequest.safeParse({ kind, language: options.language, format: options.format ?? (extname(options.out) === '.xlsx' ? 'xlsx' : 'pdf'), ...(options.date === undefined ? {} : { day: options.date }) });
        if (!request.success) throw new Usage(request.error.issues.map((i) => `--${i.path.join('.') === 'day' ? 'date' : i.path.join('.')}: ${i.message}`).join('; '));
        const deps = await cli.deps(), commune = await cli.commune(options.commune), out = cli.path(options.out), { language, format } = request.data;
        const today = await deps.db.inCommune({ commune: commune.id }, todayOf), day = request.data.day ?? today;
        if (day > today) throw new Usage(`--date: ${day} is to come`);
        if (kind === 'reconciliation' && day !== today) throw new Usage('--date: a reconciliation is of the day it is issued');
        const scope = { commune: commune.id };
        const reserved = await deps.db.inCommune(scope, (tx) => reservePaper(tx, { kind, day, language, format, year: Number(today.slice(0, 4)), person: null }));
        const folder = await deps.files.scratch('statement');
        try {
          const path = join(folder, `paper.${format}`);
          const made = await makePaper(deps, scope, { kind, day, language, format, number: reserved.number, code: reserved.code }, path, { progress: (done, total) => { if (!cli.json) cli.note(`${String(done)}/${String(total)}`); }, signal: cli.signal });
          await keepFile(deps, commune.id, made.sha256, path);
          await copyFile(await keptPath(deps, commune.id, made.sha256), out);
          await deps.db.inCommune(scope, async (tx) => {
            await confirmPaper(tx, reserved.id, { rows: made.rows, pages: made.pages, totals: made.totals, sha256: made.sha256, bytes: made.bytes });
            await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'papers.issued', subject: `paper:${reserved.id}`, detail: { kind, number: reserved.number, day, language, format, sha256: made.sha256 } }]);
          });
          cli.answer({ file: out, number: reserved.number, code: showCode(reserved.code), sha256: made.sha256, bytes: made.bytes, pages: made.pages, rows: made.rows, day, ...made.said },
            (m) => `${m.file}: ${m.number}, ${String(m.rows)} ${kind === 'reconciliation' ? 'differences' : 'properties'}${m.pages === null ? '' : `, ${String(m.pages)} pages`}, ${(m.bytes / 1e6).toFixed(2)} MB, code ${m.code}.`);
        } catch (fault) {
          await deps.db.inCommune(scope, (tx) => voidPaper(tx, reserved.id));
          throw fault;
        } finally { await deps.files.remove(folder); }
      });
  }
}
