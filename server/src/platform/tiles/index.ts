export { encodeLayer, type TileFeature } from './encode.ts';
export { assembleTile, readTile, type TileCall, type TileRow } from './read.ts';
