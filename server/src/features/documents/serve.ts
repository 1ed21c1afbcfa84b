import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { BlobStore } from '../../platform/store/index.ts';
import { keyOf, THUMB } from './inspect/index.ts';

export interface Sent { key: string; media: string; name: string; inline: boolean; keep: boolean }

/** RFC 6266: an ASCII name for old readers, the true one beside it. */
const disposition = (name: string, inline: boolean): string => {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`;
};

/**
 * Opens a key and answers who sends it once the transaction is over. Whatever the bytes are, the browser is told to trust none of them: no guess of
 * the type, no script, no frame, an origin of nobody. Throws `gone` when the store has lost it.
 */
export async function sender(store: BlobStore, { key, media, name, inline, keep }: Sent): Promise<(res: Response) => Promise<void>> {
  if (await store.size(key) === undefined) throw new AppError('gone', 'The store has no such file', { reason: 'documents.lost' });
  return async (res) => {
    const kept = await store.open(key);
    if (kept === undefined) throw new AppError('gone', 'The store has no such file', { reason: 'documents.lost' });
    res.setHeader('Content-Type', media);
    res.setHeader('Content-Length', kept.bytes);
    res.setHeader('Content-Disposition', disposition(name, inline));
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Cache-Control', keep ? 'private, max-age=600' : 'private, no-store');
    await pipeline(kept.stream, res).catch((fault: unknown) => { if (!res.destroyed) throw fault; });
  };
}

/** The small picture kept with a photo, as it lies in the store (WebP), or undefined when it is lost. */
export async function openThumbnail(deps: Deps, commune: number, sha256: string): Promise<Buffer | undefined> {
  const kept = await deps.files.documents.open(keyOf(commune, sha256) + THUMB);
  if (kept === undefined) return undefined;
  const parts: Buffer[] = [];
  for await (const part of kept.stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
