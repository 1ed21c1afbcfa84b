export { rebuildCells } from './cells.store.ts';
export { bumpVersion } from './version.store.ts';
export { routes } from './tiles.routes.ts';
