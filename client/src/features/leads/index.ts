export { LeadsPage } from './leads-page.tsx';
export { AssetLeads } from './asset-leads.tsx';
export { ListingLinks } from './listing-links.tsx';
export { GroundMap } from './ground-map.tsx';
