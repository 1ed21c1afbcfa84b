export { routes } from './references.routes.ts';
export { readCodes, readExtraFields, readSettings, type KnownCode } from './references.queries.ts';
