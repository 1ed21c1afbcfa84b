/** GeoJSON to EWKB, checked on the way: PostGIS is handed nothing that could stop a whole batch. */
type Pair = [number, number];
const TYPES: Record<string, number> = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6, GeometryCollection: 7 };
const MAX_DEPTH = 8;

export type Geometry = { ewkb: string; problem?: never } | { ewkb: null; problem?: { code: string; params?: Record<string, unknown> } };

class Bad extends Error {
  readonly code: string;
  readonly params: Record<string, unknown> | undefined;
  constructor(code: string, params?: Record<string, unknown>) { super(code); this.code = code; this.params = params; }
}

/**
 * Hex EWKB of a GeoJSON geometry under `srid`, two-dimensional. No geometry, an empty one and a point at 0,0 give null; what cannot stand
 * (a number that is none, degrees off the globe, an open ring) gives a problem: `bad_geometry` or `coordinates_out_of_range`.
 */
export function toEwkb(geometry: unknown, srid: number, geographic: boolean): Geometry {
  if (geometry === null || geometry === undefined) return { ewkb: null };
  try {
    const parts: Buffer[] = [];
    const written = write(geometry, srid, geographic, parts, 0);
    return { ewkb: written ? Buffer.concat(parts).toString('hex') : null };
  } catch (error) {
    if (error instanceof Bad) return { ewkb: null, problem: { code: error.code, ...(error.params ? { params: error.params } : {}) } };
    throw error;
  }
}

function write(geometry: unknown, srid: number | null, geographic: boolean, out: Buffer[], depth: number): boolean {
  if (depth > MAX_DEPTH || typeof geometry !== 'object' || geometry === null) throw new Bad('bad_geometry');
  const { type, coordinates, geometries } = geometry as Record<string, unknown>;
  const code = typeof type === 'string' ? TYPES[type] : undefined;
  if (code === undefined) throw new Bad('bad_geometry', { type: String(type).slice(0, 40) });
  const position = (c: unknown): Pair => pair(c, geographic);
  const line = (c: unknown): Pair[] => list(c).map(position);
  const ring = (c: unknown): Pair[] => {
    const points = line(c), first = points[0], last = points.at(-1);
    if (first === undefined || last === undefined || points.length < 4 || first[0] !== last[0] || first[1] !== last[1]) throw new Bad('bad_geometry', { why: 'ring' });
    return points;
  };
  const head = (n?: number): void => {
    const b = Buffer.alloc(5 + (srid === null ? 0 : 4) + (n === undefined ? 0 : 4));
    b.writeUInt8(1, 0); b.writeUInt32LE((code | (srid === null ? 0 : 0x20000000)) >>> 0, 1);
    if (srid !== null) b.writeUInt32LE(srid, 5);
    if (n !== undefined) b.writeUInt32LE(n, b.length - 4);
    out.push(b);
  };
  const points = (all: Pair[], counted: boolean): void => {
    const b = Buffer.alloc((counted ? 4 : 0) + all.length * 16);
    let at = 0;
    if (counted) at = b.writeUInt32LE(all.length, 0);
    for (const [x, y] of all) { at = b.writeDoubleLE(x, at); at = b.writeDoubleLE(y, at); }
    out.push(b);
  };
  switch (type) {
    case 'Point': {
      if (Array.isArray(coordinates) && coordinates.length === 0) return false;
      const p = position(coordinates);
      if (p[0] === 0 && p[1] === 0) return false;
      head(); points([p], false); return true;
    }
    case 'LineString': {
      const l = line(coordinates);
      if (l.length === 0) return false;
      if (l.length < 2) throw new Bad('bad_geometry', { why: 'line' });
      head(); points(l, true); return true;
    }
    case 'Polygon': {
      const rings = list(coordinates).map(ring);
      if (rings.length === 0) return false;
      head(rings.length); for (const r of rings) points(r, true);
      return true;
    }
    default: {
      const members = type === 'GeometryCollection' ? list(geometries) : list(coordinates).map((c) => ({ type: String(type).slice(5), coordinates: c }));
      const parts: Buffer[] = [];
      const n = members.filter((m) => write(m, null, geographic, parts, depth + 1)).length;
      if (n === 0) return false;
      head(n); out.push(...parts);
      return true;
    }
  }
}

const list = (c: unknown): unknown[] => { if (!Array.isArray(c)) throw new Bad('bad_geometry'); return c; };
function pair(c: unknown, geographic: boolean): Pair {
  const [x, y] = list(c);
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) throw new Bad('bad_geometry', { why: 'number' });
  if (geographic ? Math.abs(x) > 180 || Math.abs(y) > 90 : Math.abs(x) > 1e9 || Math.abs(y) > 1e9) throw new Bad('coordinates_out_of_range', { x, y });
  return [x, y];
}

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
/** Well-known text to GeoJSON (Z and M dropped); undefined where it is none. */
export function parseWkt(text: string): unknown {
  const m = /^\s*(?:SRID=\d+;)?\s*(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON)\s*(?:Z|M|ZM)?\s*(EMPTY|\(.*\))\s*$/is.exec(text);
  const kind = m?.[1]?.toUpperCase(), body = m?.[2];
  if (kind === undefined || body === undefined) return undefined;
  if (/^empty$/i.test(body)) return null;
  const json = body.replace(new RegExp(`(${NUMBER})\\s+(${NUMBER})(?:\\s+${NUMBER})*`, 'g'), '[$1,$2]').replaceAll('(', '[').replaceAll(')', ']').replace(/\[\s*\[/g, '[[').replace(/\]\s*\]/g, ']]');
  try {
    let coordinates: unknown = JSON.parse(json.replace(/([[,])\+/g, '$1').replace(/([[,]-?)\./g, '$10.').replace(/(\d)\.([,\]eE])/g, '$1$2'));
    if (kind === 'POINT') coordinates = (coordinates as unknown[])[0];
    if (kind === 'MULTIPOINT') coordinates = (coordinates as unknown[]).map((c) => Array.isArray(c) && Array.isArray(c[0]) ? c[0] : c);
    const NAMES: Record<string, string> = { POINT: 'Point', LINESTRING: 'LineString', POLYGON: 'Polygon', MULTIPOINT: 'MultiPoint', MULTILINESTRING: 'MultiLineString', MULTIPOLYGON: 'MultiPolygon' };
    return { type: NAMES[kind], coordinates };
  } catch { return undefined; }
}
