import type { Element } from './kml-placemarks.ts';

type Position = [number, number];
interface Shape { type: string; coordinates?: unknown; geometries?: unknown[] }

const kids = (e: Element, tag: string): Element[] => e.kids.filter((kid) => kid.tag === tag);
/** What is no number stays none, and is refused with its row where the geometry is written. */
const position = (parts: string[]): Position => [parts[0] === '' ? NaN : Number(parts[0]), parts[1] === undefined || parts[1] === '' ? NaN : Number(parts[1])];
const positions = (e: Element | undefined): Position[] => {
  // "lon , lat" is no KML and is met all the same.
  const text = (kids(e ?? { tag: '', at: {}, text: '', kids: [] }, 'coordinates')[0]?.text ?? '').trim().replace(/\s*,\s*/g, ',');
  return text === '' ? [] : text.split(/\s+/).map((tuple) => position(tuple.split(',')));
};
const ring = (boundary: Element | undefined): Position[] => positions(boundary?.kids.find((kid) => kid.tag === 'LinearRing'));

const READERS: Record<string, (e: Element) => Shape> = {
  Point: (e) => ({ type: 'Point', coordinates: positions(e)[0] ?? [] }),
  LineString: (e) => ({ type: 'LineString', coordinates: positions(e) }),
  LinearRing: (e) => ({ type: 'LineString', coordinates: positions(e) }),
  Polygon: (e) => ({ type: 'Polygon', coordinates: [...kids(e, 'outerBoundaryIs'), ...kids(e, 'innerBoundaryIs')].map(ring).filter((r) => r.length > 0) }),
  Track: (e) => ({ type: 'LineString', coordinates: kids(e, 'coord').map(({ text }) => position(text.trim().split(/\s+/))) }),
  MultiGeometry: (e) => several(e),
  MultiTrack: (e) => several(e),
};

/** Parts of one simple kind are a Multi of it, anything else a collection. */
function several(e: Element): Shape {
  const parts = e.kids.flatMap((kid) => { const read = READERS[kid.tag]; return read === undefined ? [] : [read(kid)]; });
  const [first] = parts;
  if (first?.coordinates !== undefined && !first.type.startsWith('Multi') && parts.every(({ type }) => type === first.type)) {
    return { type: `Multi${first.type}`, coordinates: parts.map(({ coordinates }) => coordinates) };
  }
  return { type: 'GeometryCollection', geometries: parts };
}

/** GeoJSON of a Placemark's geometry (OGC 12-007r2, clauses 10 to 12; gx:Track too), height left aside; null where it has none. */
export function geometryOf(placemark: Element): unknown {
  for (const kid of placemark.kids) {
    const read = READERS[kid.tag];
    if (read !== undefined) return read(kid);
  }
  return null;
}
