export { refreshShares, zoneIndex } from './shares.store.ts';
export { zoneReport } from './report.queries.ts';
export { zonesFormat } from './zones.format.ts';
