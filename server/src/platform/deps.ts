import type { Command } from 'commander';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Cli } from './cli/index.ts';
import type { Database } from './db/index.ts';
import type { Env } from './env.ts';
import type { Files } from './files.ts';
import type { Direct } from './http/index.ts';
import type { JobHandlers, Jobs } from './jobs/index.ts';

/** What every feature is given; built once in `app.ts` or by the command. */
export interface Deps {
  db: Database;
  env: Env;
  jobs: Jobs;
  log: Logger;
  files: Files;
}

/** What a feature's `index.ts` may export for the application to join. */
export interface Feature {
  routes?: ((deps: Deps) => Router) | undefined;
  /** Answers addresses past the routers: for what is asked by the dozen. */
  direct?: ((deps: Deps) => Direct) | undefined;
  /** Adds the feature's commands to the program; `cli.deps()` opens the database when a command needs it. */
  commands?: (program: Command, cli: Cli) => void;
  /** What runs each kind of job of this feature. */
  jobs?: JobHandlers;
}
