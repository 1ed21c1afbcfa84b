export { assetPage, routes } from './assets.routes.ts';
export { readFacets as assetFacets } from './assets.queries.ts';
export { lockAsset, readAsset } from './assets.queries.ts';
