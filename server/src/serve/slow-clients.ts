import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * How long a client may keep us: `headersMs` to say what it wants, then a body of at least `leastBytes` within any `stillMs`, then no longer than `stillMs`
 * without taking a byte of its answer. A phone on 2G brings twenty times that; who brings less keeps a connection from others.
 */
export interface Patience { headersMs: number; stillMs: number; leastBytes: number; lookMs: number }
export const PATIENCE: Patience = { headersMs: 20_000, stillMs: 30_000, leastBytes: 4_000, lookMs: 5_000 };

interface Live { req: IncomingMessage; res: ServerResponse; at: number; bytes: number }

/** We read the body now: what does not come is the client's doing. A body nobody asked for yet, or one we hold back, waits for us. */
const awaited = ({ req, res }: Live): boolean => !req.complete && (req.readableFlowing === true || res.writableEnded);

/**
 * Cuts connections of clients that neither send nor take; a request we work on ourselves, however long, is left alone. `cut` hears of each and why. Answers how
 * to end the watch.
 */
export function watchSlowClients(server: Server, cut: (why: 'body' | 'answer') => void, patience: Patience = PATIENCE): () => void {
  const live = new Map<Socket, Live>();
  server.on('request', (req, res) => {
    live.set(req.socket, { req, res, at: performance.now(), bytes: req.socket.bytesRead });
    const over = (): void => { if (res.writableFinished && req.complete && live.get(req.socket)?.req === req) live.delete(req.socket); };
    res.once('finish', over);
    req.once('end', over);
    res.once('close', () => { if (req.socket.destroyed) live.delete(req.socket); });
  });
  const look = setInterval(() => {
    const now = performance.now();
    for (const [socket, one] of live) {
      if (socket.destroyed) { live.delete(socket); continue; }
      if (!awaited(one) || socket.bytesRead - one.bytes >= patience.leastBytes) { one.at = now; one.bytes = socket.bytesRead; continue; }
      if (now - one.at < patience.stillMs) continue;
      cut('body');
      socket.destroy();
      live.delete(socket);
    }
  }, patience.lookMs).unref();
  // Node counts a write that moves, however slowly, as a sign of life.
  server.setTimeout(patience.stillMs, (socket) => {
    const one = live.get(socket);
    if (one !== undefined && !one.res.writableFinished && socket.writableLength === 0) { socket.setTimeout(patience.stillMs); return; }
    if (socket.writableLength > 0) cut('answer');
    socket.destroy();
  });
  return () => { clearInterval(look); };
}
