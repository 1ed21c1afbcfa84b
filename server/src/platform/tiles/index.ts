export { encodeLayer, type TileFeature } from './encode.ts';
export { readTile, type TileCall } from './read.ts';
