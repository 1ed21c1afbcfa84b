import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Language } from '@sommier/domain/shared';
import type { Streams } from '../platform/cli/index.ts';

/** Asks on the terminal; what is typed is not shown. */
const askHidden = (question: string): Promise<string> => new Promise((answer) => {
  process.stderr.write(question);
  const silent = new Writable({ write(_bytes, _encoding, done) { done(); } });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  reader.question('', (text) => { reader.close(); process.stderr.write('\n'); answer(text); });
});

const language = (): Language => {
  const wanted = (process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '').slice(0, 2);
  return wanted === 'fr' || wanted === 'ar' ? wanted : 'en';
};

/** The streams of this process. */
export function terminal(): Streams {
  const stop = new AbortController();
  process.once('SIGINT', () => { stop.abort(); });
  process.once('SIGTERM', () => { stop.abort(); });
  return {
    stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, cwd: process.cwd(), language: language(),
    ask: process.stdin.isTTY ? askHidden : undefined, signal: stop.signal,
  };
}
