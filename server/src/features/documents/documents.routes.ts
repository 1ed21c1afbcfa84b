import { Router } from 'express';
import {
  addDocument, binDocument, changeDocument, documentContent, documentThumbnail, findDocuments, getDocument, isPicture, listDocuments, mayReadDocument, mayReadOriginal, purgeDocument, restoreDocument, SHOWN_INLINE, type Document,
} from '@sommier/domain/documents';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { fileOf, lockDocument, readDocument, readDocuments, sameOnSubject, subjectExists } from './documents.queries.ts';
import { destroyDocument, insertDocument, setBinned, updateDocument } from './documents.store.ts';
import { COPY, inspect, keyOf, THUMB, type Inspected } from './inspect/index.ts';
import { sender } from './serve.ts';

/** The document, when it is there and the reader may see it. */
async function open(ctx: CommuneContext, id: string): Promise<Document> {
  const document = await readDocument(ctx.tx, id, ctx.role);
  if (document === undefined) throw new AppError('not_found', `No document ${id}`);
  if (!mayReadDocument(ctx.role, document.subjectKind, document.restricted)) throw new AppError('forbidden', 'A restricted document');
  return document;
}
const refuse = (reason: string): never => { throw new AppError('conflict', reason, { reason: `documents.${reason}` }); };
const about = (d: Document): Record<string, unknown> => ({ subject: `${d.subjectKind}:${d.subjectId}`, kind: d.kind, sha256: d.sha256, bytes: d.bytes, media: d.media });

export function routes(deps: Deps): Router {
  const r = Router();
  const store = deps.files.documents;

  mount(r, deps, addDocument, async ({ body }, ctx) => {
    const file = ctx.prepared as Inspected;
    if (!await subjectExists(ctx.tx, body.subjectKind, body.subjectId, ctx.role)) throw new AppError('not_found', 'No such subject', { reason: 'documents.no_subject' });
    if (body.validFrom !== undefined && body.validUntil !== undefined && body.validUntil < body.validFrom) throw new AppError('invalid', 'dates', { reason: 'documents.dates', issues: [{ path: 'body.validUntil', message: body.validUntil }] });
    const same = await sameOnSubject(ctx.tx, body.subjectKind, body.subjectId, file.sha256);
    const document = await open(ctx, same ?? await insertDocument(ctx.tx, file, body, ctx.person.id));
    ctx.record(`document:${document.id}`, { ...about(document), ...(same === undefined ? {} : { duplicate: true }) }, { title: document.title, ...(document.author === null ? {} : { author: document.author }) });
    return { ...document, duplicate: same !== undefined };
  }, { before: (_input, { commune, file }) => {
    if (file === undefined) throw new AppError('invalid', 'no file');
    return inspect(store, commune.id, file);
  } });

  mount(r, deps, listDocuments, async ({ query }, { tx, role }) => ({ ...await readDocuments(tx, query, role), page: query.page, size: query.size }));
  mount(r, deps, findDocuments, async ({ query, body }, { tx, role }) => ({ ...await readDocuments(tx, { ...body, ...query }, role), ...query }));
  mount(r, deps, getDocument, async ({ params }, ctx) => {
    const document = await open(ctx, params.id);
    notModified(ctx, versionTag(document.version));
    return document;
  });
  mount(r, deps, changeDocument, async ({ params, body }, ctx) => {
    const row = await lockDocument(ctx.tx, params.id);
    const before = await open(ctx, params.id);
    requireVersion(ctx, row?.version ?? 0, before);
    const from = body.validFrom === undefined ? before.validFrom : body.validFrom, until = body.validUntil === undefined ? before.validUntil : body.validUntil;
    if (from !== null && until !== null && until < from) throw new AppError('invalid', 'dates', { reason: 'documents.dates', issues: [{ path: 'body.validUntil', message: until }] });
    await updateDocument(ctx.tx, params.id, body);
    const after = await open(ctx, params.id);
    ctx.record(`document:${params.id}`, { fields: Object.keys(body).sort(), version: after.version }, { title: after.title });
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, binDocument, async ({ params }, ctx) => {
    await lockDocument(ctx.tx, params.id);
    const before = await open(ctx, params.id);
    if (before.deletedAt === null) await setBinned(ctx.tx, params.id, ctx.person.id);
    ctx.record(`document:${params.id}`, about(before));
    return open(ctx, params.id);
  });
  mount(r, deps, restoreDocument, async ({ params }, ctx) => {
    await lockDocument(ctx.tx, params.id);
    const before = await open(ctx, params.id);
    if (before.deletedAt === null) refuse('not_in_bin');
    await setBinned(ctx.tx, params.id, null);
    ctx.record(`document:${params.id}`, about(before));
    return open(ctx, params.id);
  });
  mount(r, deps, purgeDocument, async ({ params }, ctx) => {
    await lockDocument(ctx.tx, params.id);
    const before = await open(ctx, params.id);
    if (before.deletedAt === null) refuse('not_in_bin');
    const orphan = await destroyDocument(ctx.tx, params.id);
    if (orphan !== undefined) ctx.afterCommit(async () => { for (const ending of ['', THUMB, COPY]) await store.remove(keyOf(ctx.commune.id, orphan) + ending); });
    ctx.record(`document:${params.id}`, { ...about(before), bytes_gone: orphan !== undefined });
    return undefined;
  });

  mount(r, deps, documentContent, async ({ params, query }, ctx) => {
    const document = await open(ctx, params.id);
    const key = keyOf(ctx.commune.id, document.sha256);
    // Whoever may not read personal data gets a photo without what its camera wrote, or nothing at all.
    const bare = isPicture(document.media) && !mayReadOriginal(ctx.role);
    if (bare && (await fileOf(ctx.tx, document.sha256))?.copy !== true) throw new AppError('forbidden', 'No copy without metadata');
    const inline = query.inline === 'yes' && (bare || SHOWN_INLINE.includes(document.media));
    return sender(store, bare ? { key: key + COPY, media: 'image/webp', name: document.name.replace(/\.[a-z]+$/, '.webp'), inline, keep: false } : { key, media: document.media, name: document.name, inline, keep: false });
  });
  mount(r, deps, documentThumbnail, async ({ params }, ctx) => {
    const document = await open(ctx, params.id);
    if (!document.thumbnail) throw new AppError('not_found', 'No small picture');
    return sender(store, { key: keyOf(ctx.commune.id, document.sha256) + THUMB, media: 'image/webp', name: 'thumbnail.webp', inline: true, keep: true });
  });
  return r;
}
