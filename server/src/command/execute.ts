import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { AppError } from '@sommier/domain/shared';
import { message } from '@sommier/domain/messages';
import { communeByCode } from '../features/communes/index.ts';
import { features } from '../features.ts';
import { type Cli, type Streams, Usage } from '../platform/cli/index.ts';
import type { Deps } from '../platform/deps.ts';
import { EnvError } from '../platform/env.ts';
import { VERSION } from '../platform/version.ts';

/** Exit statuses: the job ended, it failed, or the command was called wrongly. */
export type Status = 0 | 1 | 2;
type More = (program: Command, cli: Cli) => void;

/** The first line of standard input, without its end. */
async function firstLine(stdin: Streams['stdin']): Promise<string> {
  let text = '';
  for await (const part of stdin) {
    text += String(part);
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/)[0] ?? '';
}

/** Runs one command line with the streams given; `deps` opens the database at the first need. Never throws, never leaves the process. */
export async function execute(argv: string[], streams: Streams, deps: () => Promise<Deps>, more?: More): Promise<Status> {
  const program = new Command('sommier');
  let status: Status = 0;
  const cli: Cli = {
    ...streams,
    deps,
    get json() { return program.opts<{ json?: boolean }>().json === true; },
    async commune(code) {
      const row = await (await deps()).db.asPerson(null, (tx) => communeByCode(tx, code));
      if (!row) throw new Usage(`There is no commune ${code}; "sommier commune add" creates one`);
      return row;
    },
    path: (text) => resolve(streams.cwd, text),
    answer(value, text) { streams.stdout.write(`${cli.json ? JSON.stringify(value) : text(value)}\n`); },
    note(line) { streams.stderr.write(`${line}\n`); },
    status(code) { status = code; },
    secret: (question) => (streams.ask ? streams.ask(question) : firstLine(streams.stdin)),
  };
  program.description('The register of a city’s property and of the platform activity on its territory').version(VERSION)
    .option('--json', 'answer with one line of JSON on standard output').exitOverride().configureHelp({ showGlobalOptions: true }).showHelpAfterError('(--help shows what is possible)')
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: (text) => streams.stderr.write(text) });
  for (const feature of features) feature.commands?.(program, cli);
  more?.(program, cli);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (fault) {
    return failed(fault, cli);
  }
}

function failed(fault: unknown, cli: Cli): Status {
  if (fault instanceof CommanderError) return fault.code === 'commander.helpDisplayed' || fault.code === 'commander.version' ? 0 : 2;
  if (fault instanceof Usage || fault instanceof EnvError) { cli.note(`sommier: ${fault.message}`); return 2; }
  const known = fault instanceof AppError;
  const code = known ? String(fault.detail['reason'] ?? fault.code) : 'internal';
  const text = known ? message(cli.language, code, fault.detail) ?? fault.message : fault instanceof Error ? fault.message : String(fault);
  if (cli.json) cli.stdout.write(`${JSON.stringify({ error: { code, message: text } })}\n`);
  cli.note(`sommier: ${text}`);
  if (!known && fault instanceof Error && process.env['LOG_LEVEL'] === 'debug') cli.note(fault.stack ?? '');
  return 1;
}
