import { Socket, type SocketConstructorOpts } from 'node:net';

const READ = 65_536;
/** A message's kind, one byte, then its length, which counts itself and not the kind (PostgreSQL's manual, "Message Formats"). */
const HEADER = 5;

/**
 * Cuts what a server sends into whole messages. `take` is given a piece that is used again after it returns; `give` gets copies, each of one
 * message or several. The driver's own reader grows its buffer by doubling for a message that comes in pieces: a tile of 55 kB left 300 kB to the
 * collector, which woke every hundred tiles and cost more than everything else the server does for them.
 */
export function messageCutter(give: (messages: Buffer) => void): (piece: Buffer) => void {
  /** The message on its way and how much of it is there; or the first bytes of its header. */
  let whole: Buffer | undefined, filled = 0, head = Buffer.alloc(0);
  return (piece) => {
    let bytes = piece, at = 0;
    if (whole !== undefined) {
      at = bytes.copy(whole, filled);
      filled += at;
      if (filled < whole.length) return;
      give(whole);
      whole = undefined;
    } else if (head.length > 0) {
      bytes = Buffer.concat([head, piece]);
      head = Buffer.alloc(0);
    }
    const from = at;
    while (bytes.length - at >= HEADER) {
      const next = at + 1 + bytes.readUInt32BE(at + 1);
      if (next > bytes.length) {
        whole = Buffer.allocUnsafeSlow(next - at);
        filled = bytes.copy(whole, 0, at);
        break;
      }
      at = next;
    }
    if (at > from) give(Buffer.from(bytes.subarray(from, at)));
    if (whole === undefined && at < bytes.length) head = Buffer.from(bytes.subarray(at));
  };
}

/** A socket for the driver that reads into one buffer again and again and gives it whole messages. For connections without TLS: a TLS socket frames its own records. */
export function framedSocket(): Socket {
  const cut = messageCutter((messages) => { socket.emit('data', messages); });
  const buffer = Buffer.allocUnsafeSlow(READ);
  const socket: Socket = new Socket({ onread: { buffer, callback: (length: number) => { cut(buffer.subarray(0, length)); return true; } } } as SocketConstructorOpts);
  return socket;
}
