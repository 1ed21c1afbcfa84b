const QUOTE = 0x22;
const NEWLINE = 0x0a;

/**
 * Cuts a CSV byte stream into slices of whole records of about `size` bytes. A newline inside quotes is no end of record: a record ends
 * where the number of quotes so far is even, which doubled quotes do not change. A record longer than `size` makes a longer slice.
 */
export async function* recordSlices(csv: AsyncIterable<Uint8Array | string>, size = 4 * 1024 * 1024): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let quoted = false;
  for await (const piece of csv) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    let end = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEWLINE && !quoted) end = i + 1;
    }
    if (end > 0 && held + end >= size) {
      yield joined([...parts, bytes.subarray(0, end)]);
      parts = end < bytes.length ? [bytes.slice(end)] : [];
      held = bytes.length - end;
    } else {
      parts.push(bytes);
      held += bytes.length;
    }
  }
  if (held > 0) yield joined(parts);
}

/** One buffer of its own, so that it can be handed to another thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
