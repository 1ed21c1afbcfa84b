export { encodeLayer, type TileFeature } from './encode.ts';
export { readTile, TILE_SQL, type TileCall } from './read.ts';
