import { PbfWriter } from 'pbf';
import { commandsOf, TYPE } from './commands.ts';
import { readWkb } from './wkb.ts';

export type Property = string | number | boolean | null;
export interface TileFeature {
  id: string | number | null;
  properties: Readonly<Record<string, Property>>;
  /** WKB in tile units (0 to 4096, y downwards), already clipped to the tile and its margin. */
  geometry: Buffer;
}

const EXTENT = 4096;
interface Encoded { id: string | number | null; tags: number[]; type: number; geometry: number[] }

/** Gives each distinct key or value its place in the layer's list. */
class Table<T> {
  readonly list: T[] = [];
  readonly #places = new Map<string, number>();
  place(value: T): number {
    const name = `${typeof value}:${String(value)}`;
    let at = this.#places.get(name);
    if (at === undefined) {
      at = this.list.push(value) - 1;
      this.#places.set(name, at);
    }
    return at;
  }
}

function writeValue(value: Exclude<Property, null>, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value);
  else if (typeof value === 'boolean') pbf.writeBooleanField(7, value);
  else if (!Number.isSafeInteger(value)) pbf.writeDoubleField(3, value);
  else if (value >= 0) pbf.writeVarintField(5, value);
  else pbf.writeSVarintField(6, value);
}

function writeFeature(feature: Encoded, pbf: PbfWriter): void {
  if (feature.id !== null) pbf.writeVarintField(1, Number(feature.id));
  pbf.writePackedVarint(2, feature.tags);
  pbf.writeVarintField(3, feature.type);
  pbf.writePackedVarint(4, feature.geometry);
}

/**
 * One layer as a vector tile (specification 2.1), as ST_AsMVT writes it: a feature that vanishes at this scale is left out, a property that is
 * null too. No feature left: an empty buffer.
 */
export function encodeLayer(name: string, features: Iterable<TileFeature>): Buffer {
  const keys = new Table<string>(), values = new Table<Exclude<Property, null>>();
  const encoded: Encoded[] = [];
  for (const { id, properties, geometry } of features) {
    const shape = readWkb(geometry);
    const drawn = shape === null ? [] : commandsOf(shape);
    if (shape === null || drawn.length === 0) continue;
    const tags: number[] = [];
    for (const [key, value] of Object.entries(properties)) if (value !== null) tags.push(keys.place(key), values.place(value));
    encoded.push({ id, tags, type: TYPE[shape.kind], geometry: drawn });
  }
  if (encoded.length === 0) return Buffer.alloc(0);
  const pbf = new PbfWriter();
  pbf.writeMessage(3, (_, layer) => {
    layer.writeVarintField(15, 2);
    layer.writeStringField(1, name);
    for (const feature of encoded) layer.writeMessage(2, writeFeature, feature);
    for (const key of keys.list) layer.writeStringField(3, key);
    for (const value of values.list) layer.writeMessage(4, writeValue, value);
    layer.writeVarintField(5, EXTENT);
  }, null);
  return Buffer.from(pbf.finish());
}
