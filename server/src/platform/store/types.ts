import type { Readable } from 'node:stream';

export interface Kept { bytes: number; stream: Readable }

/** Where documents lie: a folder of the data folder, or a bucket of an S3-compatible store. Keys come from the code (`documents/<commune>/<hash>…`), never from a request. */
export interface BlobStore {
  readonly kind: 'folder' | 's3';
  /** Keeps a file's bytes under a key, flushed before it answers; a key kept already is left as it is. `sha256` is of the bytes, in hexadecimal. */
  put(key: string, file: string, facts: { bytes: number; sha256: string; media: string }): Promise<void>;
  /** The bytes of a key as they come, or undefined when there are none. The reader ends or destroys the stream. */
  open(key: string): Promise<Kept | undefined>;
  size(key: string): Promise<number | undefined>;
  remove(key: string): Promise<void>;
  /** Every key under a prefix, in no order. */
  keys(prefix: string): AsyncIterable<string>;
}

/** Throws unless the key is one of ours: no way up, no strange sign. A folder of keys (`whole` false) may be one word. */
export function checkKey(key: string, whole = true): string {
  if (!(whole ? /^[a-z0-9]+(\/[a-zA-Z0-9][a-zA-Z0-9._-]*)+$/ : /^[a-z0-9]+(\/[a-zA-Z0-9][a-zA-Z0-9._-]*)*$/).test(key) || key.includes('..')) throw new Error(`not a key of the store: ${key}`);
  return key;
}
