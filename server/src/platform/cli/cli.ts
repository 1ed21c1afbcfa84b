import type { Readable, Writable } from 'node:stream';
import type { Language } from '@sommier/domain/shared';
import type { Deps } from '../deps.ts';

/** Where a command reads and writes: the terminal's, or the far end of the socket when the running server executes it. */
export interface Streams {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  cwd: string;
  language: Language;
  /** Asks on the caller's terminal without echo; absent when there is no terminal. */
  ask: ((question: string) => Promise<string>) | undefined;
  /** Fires when the caller went away or pressed Ctrl+C. */
  signal: AbortSignal;
}

/** A mistake in how the command was called: exit status 2. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

/** What a command works with. Never use `process.stdout`, `process.cwd()` or `process.exit` in one. */
export interface Cli extends Streams {
  /** Opens (or borrows the server's) database, migrated. */
  deps(): Promise<Deps>;
  /** The row of a commune by its code; throws Usage when there is none. */
  commune(code: string): Promise<{ id: number; code: string; name: string; currency: string; srid: number; timezone: string; languages: string[] }>;
  /** A path as the caller meant it, relative to the caller's folder. */
  path(text: string): string;
  /** Prints `value` as one line of JSON under --json, else `text(value)`. */
  answer<T>(value: T, text: (value: T) => string): void;
  /** One line on standard error. */
  note(line: string): void;
  /** Sets the exit status (0 ended, 1 failed) without leaving. */
  status(code: 0 | 1): void;
  /** True under --json. */
  json: boolean;
  /** A secret: one line of standard input, or asked on the terminal without echo. */
  secret(question: string): Promise<string>;
}
