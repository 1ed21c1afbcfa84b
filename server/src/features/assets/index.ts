export { assetPage, routes } from './assets.routes.ts';
export { warmColumns } from './columns.ts';
export { layerVersion, readFacets as assetFacets, selectedIds } from './assets.queries.ts';
export { assetWhere, selectionWhere } from './asset-where.ts';
export { lockAsset, readAsset, todayOf } from './sheet.queries.ts';
export { checkFamily, checkInventory, checkValues, correctAsset, refuseByHand } from './checks.ts';
export { changeAsset, insertAsset } from './assets.store.ts';
export { nextCode } from './codes.store.ts';
export { changeProperty, createProperty } from './saving.ts';
