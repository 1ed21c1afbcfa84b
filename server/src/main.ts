import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { execute, type Status } from './command/execute.ts';
import { ownDeps, ServerAppeared } from './command/own-deps.ts';
import { runThere } from './command/socket-client.ts';
import { socketPath } from './command/socket-path.ts';
import { terminal } from './command/terminal.ts';
import type { Cli } from './platform/cli/index.ts';
import { type Env, EnvError, readEnv } from './platform/env.ts';
import { isServer } from './platform/heap.ts';
import { serve } from './serve/serve.ts';

const argv = process.argv.slice(2);
const streams = terminal();

function environment(): Env | undefined {
  try {
    return readEnv();
  } catch (fault) {
    if (!(fault instanceof EnvError)) throw fault;
    process.stderr.write(`sommier: ${fault.message}\n`);
    return undefined;
  }
}

/** Commands that concern this process and no other. */
const ownCommands = (env: Env) => (program: Command, cli: Cli): void => {
  program.command('serve').description('start the server (what npm start ends in)').action(async () => { cli.status(await serve(env)); });
  program.command('migrate').description('bring the database to the newest schema').action(async () => {
    await cli.deps();
    cli.answer({ migrated: true }, () => 'The database has the newest schema.');
  });
};

async function main(): Promise<Status> {
  const env = environment();
  if (!env) return 2;
  const isServe = argv[0] === 'serve';
  if (isServe) isServer();
  const shared = env.databaseUrl === undefined && !isServe;
  const wantsHelp = argv.length === 0 || argv.some((word) => word === '--help' || word === '-h') || argv[0] === 'help' || argv[0] === '--version';
  for (;;) {
    const there = shared && !wantsHelp && existsSync(socketPath(env.dataDir)) ? await runThere(env.dataDir, argv, streams) : undefined;
    if (there !== undefined) return there;
    const own = ownDeps(env, (line) => process.stderr.write(`${line}\n`), () => Promise.resolve(shared && existsSync(socketPath(env.dataDir))));
    let appeared = false;
    const open = async () => own.open().catch((fault: unknown) => { appeared = fault instanceof ServerAppeared; throw fault; });
    const status = await execute(argv, streams, open, ownCommands(env)).finally(() => own.close());
    if (!appeared) return status;
  }
}

process.exitCode = await main();
// A terminal's standard input would keep the process waiting for a line nobody asks for.
process.stdin.destroy();
