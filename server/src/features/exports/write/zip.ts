import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';

export interface Entry { name: string; chunks: () => AsyncIterable<string | Uint8Array> }

/** Reads a file as the chunks of an entry. */
export const fileEntry = (name: string, path: string): Entry => ({ name, chunks: () => createReadStream(path) as AsyncIterable<Uint8Array> });

/** Writes a zip entry after entry, compressed as it comes; memory stays flat. Entries are under 4 GB. */
export async function writeZip(entries: readonly Entry[], out: Writable): Promise<void> {
  let failed: Error | undefined;
  let full = false;
  const zip = new Zip((error, chunk, final) => {
    if (error) { failed = error; return; }
    if (!out.write(chunk)) full = true;
    if (final) out.end();
  });
  const finished = once(out, 'finish');
  for (const { name, chunks } of entries) {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    for await (const chunk of chunks()) {
      entry.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      if (failed) throw failed;
      if (full) { full = false; await once(out, 'drain'); }
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  await finished;
}
