import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of local sockets are bounded (104 bytes on some systems). */
const LONGEST = 100;

/** Where the server that holds a data folder takes commands. */
export function socketPath(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\sommier-${name}`;
  const inFolder = join(dataDir, 'command.sock');
  return Buffer.byteLength(inFolder) <= LONGEST ? inFolder : join(tmpdir(), `sommier-${name}.sock`);
}

/** Frames on the socket: one JSON object a line; bytes travel in base64. */
export type FromCaller = { argv: string[]; cwd: string; language: 'fr' | 'ar' | 'en'; terminal: boolean } | { stdin: string } | { end: true } | { answer: string };
export type FromServer = { out: string } | { err: string } | { ask: string } | { exit: 0 | 1 | 2 };
