import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Document, DocumentChange, DocumentCodes, DocumentSearch, DocumentUpload, MAX_DOCUMENT_BYTES, Uploaded } from './model.ts';

const one = inCommune.extend({ id: Id });
const AT = '/api/communes/{commune}/documents';

/** The file's own bytes say its type; what could run in a browser or on a machine is refused (`unsupported_file`). */
export const addDocument = endpoint({
  id: 'addDocument', method: 'post', audit: 'document.added', path: AT, access: allow('register.write'), summary: 'Attach a file to a subject; the same file twice on one subject is one document',
  params: inCommune, body: DocumentUpload, upload: { maxBytes: MAX_DOCUMENT_BYTES }, status: 201, reply: Uploaded, errors: ['invalid', 'not_found', 'too_large', 'unsupported_file'],
});
const DocumentList = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(Document) });
export const listDocuments = endpoint({
  id: 'listDocuments', method: 'get', path: AT, access: allow('register.read'), summary: 'Documents by subject, kind, validity or hash; those the reader may not see are not counted',
  params: inCommune, query: DocumentCodes, status: 200, reply: DocumentList, errors: ['invalid'],
});
/** The same with a body, for words: a reading, nothing is written. */
export const findDocuments = endpoint({
  id: 'findDocuments', method: 'post', audit: 'none', path: `${AT}/search`, access: allow('register.read'), summary: 'Documents by a filter and words of their title, file name or author', params: inCommune, query: Page, body: DocumentSearch, status: 200, reply: DocumentList, errors: ['invalid'],
});
export const getDocument = endpoint({
  id: 'getDocument', method: 'get', path: `${AT}/{id}`, access: allow('register.read'), summary: 'One document; its ETag is the version to send back', params: one, status: 200, reply: Document, errors: ['not_found', 'forbidden'],
});
export const changeDocument = endpoint({
  id: 'changeDocument', method: 'patch', audit: 'document.changed', path: `${AT}/{id}`, access: allow('register.write'), summary: 'Correct what is said of a document; If-Match names the version read',
  params: one, body: DocumentChange, status: 200, reply: Document, errors: ['invalid', 'not_found', 'stale'],
});
export const binDocument = endpoint({
  id: 'binDocument', method: 'delete', audit: 'document.binned', path: `${AT}/{id}`, access: allow('register.write'), summary: 'Put a document in the bin', params: one, status: 200, reply: Document, errors: ['not_found'],
});
export const restoreDocument = endpoint({
  id: 'restoreDocument', method: 'post', audit: 'document.restored', path: `${AT}/{id}/restore`, access: allow('register.write'), summary: 'Take a document out of the bin', params: one, status: 200, reply: Document,
  errors: ['not_found', 'conflict'],
});
export const purgeDocument = endpoint({
  id: 'purgeDocument', method: 'post', audit: 'document.purged', path: `${AT}/{id}/purge`, access: allow('document.purge'), stepUp: 'always', summary: 'Destroy a document that is in the bin; its bytes go when nothing else holds them',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found', 'conflict'],
});
/** A photo is answered as a copy without its camera's position to who may not read personal data. Always an attachment, but for pictures asked `inline`. */
export const documentContent = endpoint({
  id: 'documentContent', method: 'get', path: `${AT}/{id}/content`, access: allow('register.read'), summary: 'The file', params: one, query: z.object({ inline: z.enum(['yes', 'no']).default('no') }),
  status: 200, reply: ['application/octet-stream'], errors: ['not_found', 'forbidden', 'gone'],
});
export const documentThumbnail = endpoint({
  id: 'documentThumbnail', method: 'get', path: `${AT}/{id}/thumbnail`, access: allow('register.read'), summary: 'A small picture of a photo or of a first page, without metadata', params: one,
  status: 200, reply: ['image/webp'], errors: ['not_found', 'forbidden'],
});
export const endpoints = [addDocument, listDocuments, findDocuments, getDocument, changeDocument, binDocument, restoreDocument, purgeDocument, documentContent, documentThumbnail] as const;
