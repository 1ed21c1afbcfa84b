import { crc32, deflateSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** A chunk of a PNG: length, name, data, checksum. */
const chunk = (name: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(checksum(named), named.length + 4);
  return out;
};
/** CRC-32 as PNG has it; node brought its own only after version 20. */
const checksum = (bytes: Buffer): number => {
  if (typeof crc32 === 'function') return crc32(bytes);
  let sum = ~0;
  for (const byte of bytes) { sum ^= byte; for (let k = 0; k < 8; k += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0); }
  return ~sum >>> 0;
};

/** A square picture of one colour. */
export const plainPng = (side: number, [r, g, b]: readonly [number, number, number]): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: side }, () => Buffer.from([r, g, b])))]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))), chunk('IEND', Buffer.alloc(0))]);
};

const varint = (n: number): number[] => { const out: number[] = []; let rest = n; while (rest > 127) { out.push((rest % 128) | 128); rest = Math.floor(rest / 128); } return [...out, rest]; };

/** Where a place lies in the grid of a zoom. */
const tileOf = (lon: number, lat: number, z: number): [number, number] => [Math.floor((lon + 180) / 360 * 2 ** z), Math.floor((1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * 2 ** z)];

/**
 * A PMTiles archive, version 3, uncompressed, with the same tile on every place of the grid round a point at one zoom: the smallest that an operator could
 * put into the data folder. `kind` 1 is vector, 2 PNG.
 */
export const archive = (kind: 1 | 2, tile: Buffer, lon: number, lat: number, zoom: number): Buffer => {
  const [cx, cy] = tileOf(lon, lat, zoom);
  const ids = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => zxyToTileId(zoom, cx + dx, cy + dy))).sort((a, b) => a - b);
  const deltas = ids.map((id, i) => id - (ids[i - 1] ?? 0));
  // Every entry is one tile (run length 1) and all share the same bytes (offset 0, written as 1).
  const root = Buffer.from([...varint(ids.length), ...deltas.flatMap(varint), ...ids.map(() => 1), ...ids.flatMap(() => varint(tile.length)), ...ids.map(() => 1)]);
  const meta = Buffer.from(JSON.stringify({ name: 'made by a test' }));
  const head = Buffer.alloc(127);
  head.write('PMTiles', 0, 'latin1');
  head[7] = 3;
  const places: [number, number][] = [[8, 127], [16, root.length], [24, 127 + root.length], [32, meta.length], [40, 127 + root.length + meta.length], [48, 0], [56, 127 + root.length + meta.length], [64, tile.length], [72, ids.length], [80, ids.length], [88, 1]];
  for (const [at, n] of places) head.writeBigUInt64LE(BigInt(n), at);
  head.set([0, 1, 1, kind, zoom, zoom], 96);
  const e7 = (n: number): number => Math.round(n * 1e7);
  for (const [at, n] of [[102, -180], [106, -85], [110, 180], [114, 85], [119, lon], [123, lat]] as const) head.writeInt32LE(e7(n), at);
  head[118] = zoom;
  return Buffer.concat([head, root, meta, tile]);
};
