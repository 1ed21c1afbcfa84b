export { campaignRow, firstSet, perimeterIds } from './campaigns.queries.ts';
export { routes } from './campaigns.routes.ts';
export { insertCampaign, moveTo } from './campaigns.store.ts';
export { keepVisit, settleSheet } from './visits.store.ts';
