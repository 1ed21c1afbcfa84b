import type { Ground, Shape } from './cql2-model.ts';
import type { Reader } from './cql2-tokens.ts';

const DEPTH: Readonly<Record<string, { type: Exclude<Shape['type'], 'GeometryCollection'>; depth: number }>> = {
  POINT: { type: 'Point', depth: 0 }, LINESTRING: { type: 'LineString', depth: 1 }, POLYGON: { type: 'Polygon', depth: 2 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 }, MULTILINESTRING: { type: 'MultiLineString', depth: 2 }, MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};
type Position = number[];

function number(r: Reader): number {
  const negative = r.skip('-');
  if (!negative) r.skip('+');
  const token = r.here;
  if (token.kind !== 'number' || !Number.isFinite(Number(token.value))) r.fail('a coordinate is expected');
  r.take();
  return negative ? -Number(token.value) : Number(token.value);
}
function position(r: Reader): Position {
  const out = [number(r), number(r)];
  // A height may follow; nothing here asks for it.
  if (r.here.kind === 'number' || r.is('-')) number(r);
  return out;
}
/** What stands between parentheses, separated by commas. */
export function listOfItems<T>(r: Reader, item: () => T): T[] {
  r.need('(');
  const out = [item()];
  while (r.skip(',')) out.push(item());
  r.need(')');
  return out;
}

function coordinates(r: Reader, type: Shape['type'], depth: number): unknown {
  if (depth === 0) { r.need('('); const p = position(r); r.need(')'); return p; }
  const positions = (): Position[] => listOfItems(r, () => (r.is('(') ? coordinates(r, 'Point', 0) as Position : position(r)));
  if (depth === 1) {
    const line = positions();
    if (type === 'LineString' && line.length < 2) r.fail('a line has two points at least');
    return line;
  }
  const ring = type === 'Polygon' || type === 'MultiPolygon';
  if (depth === 2) {
    return listOfItems(r, () => {
      const line = positions(), [first] = line, last = line.at(-1);
      if (line.length < (ring ? 4 : 2)) r.fail(ring ? 'a ring has four points at least' : 'a line has two points at least');
      if (ring && (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])) r.fail('a ring ends where it begins');
      return line;
    });
  }
  return listOfItems(r, () => coordinates(r, type, depth - 1));
}

function shape(r: Reader): Shape | undefined {
  const word = r.here.kind === 'word' ? r.here.value.toUpperCase() : '';
  const known = DEPTH[word];
  if (known !== undefined && r.ahead(1).kind !== 'sign' && r.ahead(1).value.toUpperCase() === 'Z') { r.take(); r.take(); return { type: known.type, coordinates: coordinates(r, known.type, known.depth) }; }
  if (r.ahead(1).value !== '(') return undefined;
  if (known !== undefined) { r.take(); return { type: known.type, coordinates: coordinates(r, known.type, known.depth) }; }
  if (word === 'GEOMETRYCOLLECTION') {
    r.take();
    return { type: 'GeometryCollection', geometries: listOfItems(r, () => shape(r) ?? r.fail('a geometry is expected')) };
  }
  if (word !== 'BBOX' && word !== 'ENVELOPE') return undefined;
  r.take();
  const n = listOfItems(r, () => number(r));
  if (n.length !== 4 && n.length !== 6) r.fail('a box has four or six numbers');
  const [w = 0, s = 0] = n, [e = 0, north = 0] = n.slice(n.length / 2);
  return { type: 'Polygon', coordinates: [[[w, s], [e, s], [e, north], [w, north], [w, s]]] };
}

/** A geometry literal (WKT, BBOX) or the property that holds one. */
export function ground(r: Reader): Ground {
  const literal = shape(r);
  if (literal !== undefined) return { kind: 'shape', shape: literal };
  const token = r.take();
  if (token.kind !== 'word' && token.kind !== 'quoted') r.fail('a geometry is expected');
  return { kind: 'property', name: token.value };
}
