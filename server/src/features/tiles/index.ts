export { countAhead, keepCells, rebuildCells } from './cells.store.ts';
export { bumpVersion } from './version.store.ts';
export { direct } from './tiles.direct.ts';
