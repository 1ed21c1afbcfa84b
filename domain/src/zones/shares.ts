import { edgeCorrection, metresOfDegree } from './disc.ts';

/** A zone's ground as GeoJSON MultiPolygon coordinates, in degrees. */
export interface ZoneGround {
  id: string;
  polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}
export interface Share { zone: string; share: number }

/** Shares under this are the noise of real numbers. */
const NOISE = 1e-6;
/** Side of a cell of the grid, in degrees: about the disc of a listing. */
const CELL = 0.0015;
const MOST_CELLS = 1_000_000;
const MOST_BANDS = 4096;
/** A hundredth of a millimetre: no centre then lies exactly on an edge or a corner. */
const NUDGE_X = 1.234e-10;
const NUDGE_Y = 2.718e-10;

/**
 * Zones made ready to answer, for any disc, which part of it lies in each zone. Each disc is measured on the plane that touches the
 * ellipsoid at its centre; the area in common is exact for the circle (no polygon stands for it). A disc that no edge comes near costs one
 * look-up. Zones may overlap, have holes and several parts.
 */
export class ZoneIndex {
  private readonly ids: string[] = [];
  private readonly ax: Float64Array;
  private readonly ay: Float64Array;
  private readonly bx: Float64Array;
  private readonly by: Float64Array;
  private readonly zone: Int32Array;
  private readonly stamp: Int32Array;
  private readonly parity: Uint8Array;
  private readonly area: Float64Array;
  private round = 0;
  private west = Infinity;
  private south = Infinity;
  private east = -Infinity;
  private north = -Infinity;
  private readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly grid: Buckets;
  private readonly bands: Buckets;
  private readonly bandCount: number;
  private readonly bandHeight: number;

  constructor(zones: readonly ZoneGround[]) {
    const edges: number[] = [];
    zones.forEach((zone, z) => {
      this.ids.push(zone.id);
      for (const polygon of zone.polygons) polygon.forEach((ring, r) => { pushRing(edges, ring, r === 0, z); });
    });
    const n = edges.length / 5;
    const column = (k: number): Float64Array => Float64Array.from({ length: n }, (_, i) => edges[i * 5 + k] ?? 0);
    [this.ax, this.ay, this.bx, this.by] = [column(0), column(1), column(2), column(3)];
    this.zone = Int32Array.from({ length: n }, (_, i) => edges[i * 5 + 4] ?? 0);
    this.stamp = new Int32Array(n);
    this.parity = new Uint8Array(zones.length);
    this.area = new Float64Array(zones.length);
    for (let i = 0; i < n; i++) {
      this.west = Math.min(this.west, this.ax[i]!);
      this.east = Math.max(this.east, this.ax[i]!);
      this.south = Math.min(this.south, this.ay[i]!);
      this.north = Math.max(this.north, this.ay[i]!);
    }
    const [width, height] = n === 0 ? [0, 0] : [this.east - this.west, this.north - this.south];
    this.cell = Math.max(CELL, Math.sqrt(width * height / MOST_CELLS));
    this.columns = Math.floor(width / this.cell) + 1;
    this.rows = Math.floor(height / this.cell) + 1;
    this.bandCount = Math.max(1, Math.min(MOST_BANDS, n));
    this.bandHeight = height / this.bandCount || 1;
    this.grid = new Buckets(this.columns * this.rows, n, (i, put) => { this.cellsOf(i, put); });
    this.bands = new Buckets(this.bandCount, n, (i, put) => {
      const last = this.band(Math.max(this.ay[i]!, this.by[i]!));
      for (let b = this.band(Math.min(this.ay[i]!, this.by[i]!)); b <= last; b++) put(b);
    });
  }

  /** The zones that the disc meets, each with the part of the disc in it (0 to 1); none when it lies outside all. */
  shares(lon: number, lat: number, radius: number): Share[] {
    const x = lon + NUDGE_X;
    const y = lat + NUDGE_Y;
    const metres = metresOfDegree(y);
    const r2 = radius * radius;
    const touched = this.inside(x, y);
    for (const z of touched) this.area[z] = Math.PI * r2;
    this.correct(x, y, radius / metres.x, radius / metres.y, metres, r2, touched);
    return touched.flatMap((z) => {
      // A centre on an edge to the last bit may count a whole disc too many or too few.
      const share = this.area[z]! / (Math.PI * r2);
      const part = Math.min(1, share < -NOISE ? share + 1 : share > 1 + NOISE ? share - 1 : share);
      this.area[z] = 0;
      return part > NOISE ? [{ zone: this.ids[z]!, share: part > 1 - NOISE ? 1 : part }] : [];
    });
  }

  /** Zones that hold the point, by the edges to its right in its band. */
  private inside(x: number, y: number): number[] {
    if (!(y >= this.south && y <= this.north && x >= this.west && x <= this.east)) return [];
    const met: number[] = [];
    const { items, start } = this.bands;
    const band = this.band(y);
    for (let k = start[band]!; k < start[band + 1]!; k++) {
      const i = items[k]!;
      const ay = this.ay[i]!;
      const by = this.by[i]!;
      if ((ay > y) === (by > y)) continue;
      const ax = this.ax[i]!;
      if (x >= ax + (y - ay) * (this.bx[i]! - ax) / (by - ay)) continue;
      const z = this.zone[i]!;
      if ((this.parity[z]! & 2) === 0) met.push(z);
      this.parity[z] = (this.parity[z]! ^ 1) | 2;
    }
    const holding = met.filter((z) => (this.parity[z]! & 1) === 1);
    for (const z of met) this.parity[z] = 0;
    return holding;
  }

  private correct(x: number, y: number, rx: number, ry: number, metres: { x: number; y: number }, r2: number, touched: number[]): void {
    this.round += 1;
    const { items, start } = this.grid;
    const c0 = Math.max(0, Math.floor((x - rx - this.west) / this.cell));
    const c1 = Math.min(this.columns - 1, Math.floor((x + rx - this.west) / this.cell));
    const r1 = Math.min(this.rows - 1, Math.floor((y + ry - this.south) / this.cell));
    for (let row = Math.max(0, Math.floor((y - ry - this.south) / this.cell)); row <= r1; row++) {
      for (let column = c0; column <= c1; column++) {
        const at = row * this.columns + column;
        for (let k = start[at]!; k < start[at + 1]!; k++) {
          const i = items[k]!;
          if (this.stamp[i] === this.round) continue;
          this.stamp[i] = this.round;
          const part = edgeCorrection((this.ax[i]! - x) * metres.x, (this.ay[i]! - y) * metres.y, (this.bx[i]! - x) * metres.x, (this.by[i]! - y) * metres.y, r2);
          if (part === 0) continue;
          const z = this.zone[i]!;
          if (!touched.includes(z)) touched.push(z);
          this.area[z]! += part;
        }
      }
    }
  }

  private band(y: number): number { return Math.min(this.bandCount - 1, Math.max(0, Math.floor((y - this.south) / this.bandHeight))); }

  /** The cells an edge crosses: row by row, from where it enters the row to where it leaves it. */
  private cellsOf(i: number, put: (cell: number) => void): void {
    const [ax, ay, bx, by] = [this.ax[i]!, this.ay[i]!, this.bx[i]!, this.by[i]!];
    const [low, high] = ay < by ? [ay, by] : [by, ay];
    const last = Math.floor((high - this.south) / this.cell);
    for (let row = Math.floor((low - this.south) / this.cell); row <= last; row++) {
      const y0 = Math.max(low, this.south + row * this.cell);
      const y1 = Math.min(high, this.south + (row + 1) * this.cell);
      const at = (y: number): number => (by === ay ? ax : ax + (bx - ax) * (y - ay) / (by - ay));
      const [x0, x1] = by === ay ? [ax, bx] : [at(y0), at(y1)];
      const end = Math.floor((Math.max(x0, x1) - this.west) / this.cell + 1e-9);
      for (let column = Math.max(0, Math.floor((Math.min(x0, x1) - this.west) / this.cell - 1e-9)); column <= end && column < this.columns; column++) put(row * this.columns + column);
    }
  }
}

/** Numbers in buckets, kept in two flat arrays: bucket b holds items[start[b]] to items[start[b + 1] - 1]. */
class Buckets {
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly count: number;
  constructor(count: number, n: number, each: (i: number, put: (bucket: number) => void) => void) {
    this.count = count;
    this.start = new Int32Array(count + 1);
    for (let i = 0; i < n; i++) each(i, (b) => { this.start[b + 1]! += 1; });
    for (let b = 0; b < count; b++) this.start[b + 1]! += this.start[b]!;
    this.items = new Int32Array(this.start[count]!);
    const next = this.start.slice();
    for (let i = 0; i < n; i++) each(i, (b) => { this.items[next[b]!++] = i; });
  }
}

/** Adds a ring's edges, outer rings against the clock and holes with it, whatever the file did. */
function pushRing(edges: number[], ring: readonly (readonly number[])[], outer: boolean, zone: number): void {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!;
  const forward = (twice > 0) === outer;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = forward ? [ring[i - 1]!, ring[i]!] : [ring[i]!, ring[i - 1]!];
    edges.push(a[0]!, a[1]!, b[0]!, b[1]!, zone);
  }
}
