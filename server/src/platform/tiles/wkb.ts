/** A shape with flat coordinates [x, y, x, y, …]; a polygon's first ring is its outside. */
export type Shape =
  | { kind: 'points'; points: number[] }
  | { kind: 'lines'; lines: number[][] }
  | { kind: 'polygons'; polygons: number[][][] };

const POINT = 1, LINE = 2, POLYGON = 3, COLLECTION = 7;
/** Flags of the extended form: Z, M and SRID; ISO types add thousands for the same. */
const HAS_Z = 0x80000000, HAS_M = 0x40000000, HAS_SRID = 0x20000000;

class Reader {
  #at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) { this.#bytes = bytes; }

  header(): { type: number; little: boolean; size: number } {
    const little = this.#bytes[this.#at] === 1;
    this.#at += 1;
    const word = this.count(little);
    if ((word & HAS_SRID) !== 0) this.#at += 4;
    const iso = Math.floor((word & 0xffff) / 1000);
    const size = 2 + Number((word & HAS_Z) !== 0 || iso === 1 || iso === 3) + Number((word & HAS_M) !== 0 || iso >= 2);
    return { type: (word & 0xffff) % 1000, little, size };
  }
  count(little: boolean): number {
    const n = little ? this.#bytes.readUInt32LE(this.#at) : this.#bytes.readUInt32BE(this.#at);
    this.#at += 4;
    return n;
  }
  coordinates(n: number, little: boolean, size: number): number[] {
    const out = new Array<number>(n * 2);
    for (let i = 0; i < n; i += 1) {
      for (let k = 0; k < 2; k += 1) {
        out[i * 2 + k] = little ? this.#bytes.readDoubleLE(this.#at + k * 8) : this.#bytes.readDoubleBE(this.#at + k * 8);
      }
      this.#at += size * 8;
    }
    return out;
  }
}

interface Parts { points: number[]; lines: number[][]; polygons: number[][][] }

function collect(reader: Reader, into: Parts): void {
  const { type, little, size } = reader.header();
  if (type === POINT) {
    const xy = reader.coordinates(1, little, size);
    if (!Number.isNaN(xy[0])) into.points.push(...xy);
  } else if (type === LINE) into.lines.push(reader.coordinates(reader.count(little), little, size));
  else if (type === POLYGON) {
    const rings = Array.from({ length: reader.count(little) }, () => reader.coordinates(reader.count(little), little, size));
    if (rings.length > 0) into.polygons.push(rings);
  } else if (type <= COLLECTION) for (let n = reader.count(little); n > 0; n -= 1) collect(reader, into);
  else throw new Error(`A tile cannot hold a geometry of WKB type ${String(type)}.`);
}

/** Reads WKB or EWKB, Z and M left aside. Of a collection the parts of the highest dimension are kept; null when nothing is. */
export function readWkb(bytes: Buffer): Shape | null {
  const parts: Parts = { points: [], lines: [], polygons: [] };
  collect(new Reader(bytes), parts);
  if (parts.polygons.length > 0) return { kind: 'polygons', polygons: parts.polygons };
  if (parts.lines.length > 0) return { kind: 'lines', lines: parts.lines };
  return parts.points.length > 0 ? { kind: 'points', points: parts.points } : null;
}
