export { encodeLayer, type TileFeature } from './encode.ts';
export { encodedMvt, readTile, TILE_SQL, type TileCall } from './read.ts';
