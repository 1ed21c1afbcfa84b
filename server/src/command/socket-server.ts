import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PassThrough, Writable } from 'node:stream';
import type { Deps } from '../platform/deps.ts';
import { thriftily } from '../platform/heap.ts';
import { execute } from './execute.ts';
import { type FromCaller, type FromServer, socketPath } from './socket-path.ts';

/** Takes commands for the data folder this process holds. Only the folder's owner can reach the socket. Answers what closes it. */
export async function takeCommands(deps: Deps): Promise<() => void> {
  const path = socketPath(deps.env.dataDir);
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server: Server = createServer((socket) => { serveOne(socket, deps); });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => { server.once('error', fail); server.listen(path, done); });
  } finally { process.umask(mask); }
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return () => {
    server.close();
    if (process.platform !== 'win32') rmSync(path, { force: true });
  };
}

function serveOne(socket: Socket, deps: Deps): void {
  const stdin = new PassThrough();
  const gone = new AbortController();
  const send = (frame: FromServer): boolean => socket.writable && socket.write(`${JSON.stringify(frame)}\n`);
  const stream = (kind: 'out' | 'err'): Writable => new Writable({
    write(bytes: Buffer, _encoding, done) {
      if (send({ [kind]: bytes.toString('base64') } as FromServer) || !socket.writable) done();
      else socket.once('drain', () => { done(); });
    },
  });
  const asked: ((answer: string) => void)[] = [];
  const lines = createInterface({ input: socket });
  socket.on('error', () => { gone.abort(); });
  socket.on('close', () => { gone.abort(); stdin.end(); });
  lines.on('line', (line) => {
    const frame = JSON.parse(line) as FromCaller;
    if ('stdin' in frame) stdin.write(Buffer.from(frame.stdin, 'base64'));
    else if ('end' in frame) stdin.end();
    else if ('answer' in frame) asked.shift()?.(frame.answer);
    else void run(frame);
  });
  const run = async ({ argv, cwd, language, terminal }: Extract<FromCaller, { argv: string[] }>): Promise<void> => {
    const ask = (question: string): Promise<string> => new Promise((answer) => { asked.push(answer); send({ ask: question }); });
    const out = stream('out');
    const err = stream('err');
    deps.log.info({ command: argv.slice(0, 2).filter((word) => /^[a-z]+$/.test(word)).join(' ') }, 'a command runs here');
    const exit = await thriftily(() => execute(argv, { stdin, stdout: out, stderr: err, cwd, language, ask: terminal ? ask : undefined, signal: gone.signal }, () => Promise.resolve(deps)));
    await Promise.all([out, err].map((one) => new Promise<void>((done) => { one.end(done); })));
    send({ exit });
    socket.end();
  };
}
