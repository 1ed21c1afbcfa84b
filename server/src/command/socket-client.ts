import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Streams } from '../platform/cli/index.ts';
import { type FromCaller, type FromServer, socketPath } from './socket-path.ts';

/** A link to the server that holds the folder, or undefined when none answers. */
const reach = (dataDir: string): Promise<Socket | undefined> => new Promise((done) => {
  const socket = connect(socketPath(dataDir));
  socket.once('connect', () => { done(socket); });
  socket.once('error', () => { done(undefined); });
});

/** Has the server that holds the folder run the command; undefined when no server does. */
export async function runThere(dataDir: string, argv: string[], streams: Streams): Promise<0 | 1 | 2 | undefined> {
  const socket = await reach(dataDir);
  if (!socket) return undefined;
  const send = (frame: FromCaller): void => { socket.write(`${JSON.stringify(frame)}\n`); };
  send({ argv, cwd: streams.cwd, language: streams.language, terminal: streams.ask !== undefined });
  if (!streams.ask) {
    streams.stdin.on('data', (bytes: Buffer) => { send({ stdin: Buffer.from(bytes).toString('base64') }); });
    streams.stdin.on('end', () => { send({ end: true }); });
  }
  streams.signal.addEventListener('abort', () => { socket.destroy(); });
  return new Promise((done) => {
    let exit: 0 | 1 | 2 = 1;
    socket.on('error', () => { exit = 1; });
    createInterface({ input: socket }).on('line', (line) => {
      const frame = JSON.parse(line) as FromServer;
      if ('out' in frame) streams.stdout.write(Buffer.from(frame.out, 'base64'));
      else if ('err' in frame) streams.stderr.write(Buffer.from(frame.err, 'base64'));
      else if ('ask' in frame) void streams.ask?.(frame.ask).then((answer) => { send({ answer }); });
      else exit = frame.exit;
    }).on('close', () => { done(exit); });
  });
}
