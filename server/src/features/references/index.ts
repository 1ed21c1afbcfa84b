export { routes } from './references.routes.ts';
export { writeExtraField } from './references.store.ts';
export { readCodes, readExtraFields, readSettings, type KnownCode } from './references.queries.ts';
