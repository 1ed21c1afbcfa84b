import { connect } from 'node:net';

export interface Load { perSecond: number; bytes: number; statuses: Record<number, number> }
interface Options { port: number; paths: readonly string[]; headers?: Readonly<Record<string, string>>; connections?: number; seconds: number }

const END = Buffer.from('\r\n\r\n');

/** Sends requests one after another over some kept connections, reading only status and length: the client stays cheap beside the server. */
export async function load({ port, paths, headers = {}, connections = 8, seconds }: Options): Promise<Load> {
  const lines = Object.entries({ Host: `127.0.0.1:${String(port)}`, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`).join('');
  const requests = paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${lines}\r\n`));
  const statuses: Record<number, number> = {};
  let done = 0, bytes = 0, next = 0;
  const from = performance.now(), until = from + seconds * 1000;
  const one = (): Promise<void> => new Promise((resolve, reject) => {
    let over = false;
    let head: Buffer = Buffer.alloc(0), left = -1;
    // One buffer read into again and again: what arrives is counted, not kept.
    const taken = (size: number, held: Uint8Array): boolean => {
      bytes += size;
      if (left >= 0) {
        left -= size;
        if (left <= 0) finish();
        return true;
      }
      head = Buffer.concat([head, held.subarray(0, size)]);
      const at = head.indexOf(END);
      if (at < 0) return true;
      const text = head.toString('latin1', 0, at);
      const status = Number(text.slice(9, 12));
      statuses[status] = (statuses[status] ?? 0) + 1;
      const length = /\r\ncontent-length: (\d+)/i.exec(text);
      if (length === null && status !== 304) { reject(new Error(`no length in the answer:\n${text}`)); return false; }
      left = Number(length?.[1] ?? 0) - (head.length - at - 4);
      head = Buffer.alloc(0);
      if (left <= 0) finish();
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: Buffer.alloc(1 << 18), callback: taken } });
    const send = (): void => { socket.write(requests[next++ % requests.length] as Buffer); };
    const finish = (): void => {
      done += 1;
      left = -1;
      if (performance.now() < until) send(); else { over = true; socket.end(); resolve(); }
    };
    socket.on('error', reject);
    // A server may end a kept connection after so many requests: go on over another.
    socket.on('close', () => { if (!over) one().then(resolve, reject); });
    send();
  });
  await Promise.all(Array.from({ length: connections }, one));
  return { perSecond: done / ((performance.now() - from) / 1000), bytes: bytes / done, statuses };
}
