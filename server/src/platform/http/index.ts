export { openapi } from './openapi.ts';
export { mount } from './mount.ts';
export { notModified, requireVersion, versionTag } from './conditional.ts';
export { compressed, sendJson } from './reply.ts';
export { asAppError, errorHandler, problemOf } from './errors.ts';
export { languageOf } from './language.ts';
export type { Answer, CommuneContext, Context, Handler, Received } from './context.ts';
