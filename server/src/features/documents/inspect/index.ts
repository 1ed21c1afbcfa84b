import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from '../../../platform/store/index.ts';
import { examine, type Facts } from './examine.ts';
import { mediaOf, readOnce } from './media.ts';

export interface Inspected extends Facts { sha256: string; bytes: number; media: string; name: string }

/** Where a commune's file lies in the store, with the endings of its small picture and its copy without metadata. */
export const keyOf = (commune: number, sha256: string): string => `documents/${String(commune)}/${sha256.slice(0, 2)}/${sha256}`;
export const THUMB = '.thumb.webp';
export const COPY = '.copy.webp';

/**
 * Looks at a received file and puts it in the store: hash, type by content, small pictures. Nothing is written to the register. Throws
 * `unsupported_file` before a byte is kept. What a failed write leaves in the store is taken over by the next file of the same bytes.
 */
export async function inspect(store: BlobStore, commune: number, file: { path: string; name: string }): Promise<Inspected> {
  const read = await readOnce(file.path);
  const media = await mediaOf(file.path, file.name, read);
  const folder = join(dirname(file.path), 'pictures');
  await mkdir(folder, { recursive: true });
  const facts = await examine(file.path, media, folder);
  const key = keyOf(commune, read.sha256);
  for (const [made, name, ending] of [[facts.thumbnail, 'thumb.webp', THUMB], [facts.copy, 'copy.webp', COPY]] as const) {
    if (!made) continue;
    const path = join(folder, name);
    const small = await readOnce(path);
    await store.put(key + ending, path, { bytes: (await stat(path)).size, sha256: small.sha256, media: 'image/webp' });
  }
  await store.put(key, file.path, { bytes: read.bytes, sha256: read.sha256, media });
  return { ...facts, sha256: read.sha256, bytes: read.bytes, media, name: file.name };
}
