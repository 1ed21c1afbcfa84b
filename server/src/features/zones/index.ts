import { zonesFormat } from './zones.format.ts';

export { zonesFormat };
export { refreshShares, zoneIndex } from './shares.store.ts';
export { zoneReport } from './report.queries.ts';
export { routes } from './zones.routes.ts';
export { jobs } from './zones.jobs.ts';
export { commands } from './zones.commands.ts';
/** Zones come by `zones add` alone; an undo finds them here. */
export const importFormats = [zonesFormat];
