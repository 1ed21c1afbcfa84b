export * from './contract.ts';
export { CRS84, readCrs, SYSTEMS, type Crs } from './crs.ts';
export * from './cql2-model.ts';
export { readCql } from './cql2.ts';
export { readDatetime, readInstant } from './cql2-time.ts';
export { dcatCatalogue, type PublicLayer, type Publisher } from './dcat.ts';
