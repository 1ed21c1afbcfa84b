export { routes } from './documents.routes.ts';
export { inspect, keyOf, type Inspected } from './inspect/index.ts';
export { insertDocument } from './documents.store.ts';
export { sameOnSubject } from './documents.queries.ts';
export { moveDocuments } from './documents.store.ts';
export { readDocuments } from './documents.queries.ts';
export { openThumbnail } from './serve.ts';
