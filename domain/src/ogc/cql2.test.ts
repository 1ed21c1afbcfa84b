import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CqlFault, readCql, readCrs, readDatetime } from './index.ts';

describe('CQL2 text', () => {
  test('logic binds as the standard says: NOT, AND, OR', () => {
    const a = { op: 'compare', sign: '=', left: { kind: 'property', name: 'a' }, right: { kind: 'number', value: '1' } };
    expect(readCql('a=1 OR a=1 AND NOT a=1')).toEqual({ op: 'or', args: [a, { op: 'and', args: [a, { op: 'not', arg: a }] }] });
    expect(readCql('(a=1 OR a=1) and a=1')).toEqual({ op: 'and', args: [{ op: 'or', args: [a, a] }, a] });
  });
  test.each([
    [`"a b" = 'it''s'`, { op: 'compare', sign: '=', left: { kind: 'property', name: 'a b' }, right: { kind: 'text', value: "it's" } }],
    ['x <> -1.5e3', { op: 'compare', sign: '<>', left: { kind: 'property', name: 'x' }, right: { kind: 'number', value: '-1.5e3' } }],
    [`CASEI(x) LIKE casei('A%')`, { op: 'like', value: { kind: 'casei', of: { kind: 'property', name: 'x' } }, pattern: { kind: 'casei', of: { kind: 'text', value: 'A%' } }, anyCase: false }],
    ['x NOT BETWEEN 1 AND 2', { op: 'not', arg: { op: 'between', value: { kind: 'property', name: 'x' }, low: { kind: 'number', value: '1' }, high: { kind: 'number', value: '2' } } }],
    ['الاسم IS NOT NULL', { op: 'not', arg: { op: 'null', value: { kind: 'property', name: 'الاسم' } } }],
    ['(a + 1) * 2 > -b', { op: 'compare', sign: '>', left: { kind: 'arithmetic', sign: '*', left: { kind: 'arithmetic', sign: '+', left: { kind: 'property', name: 'a' }, right: { kind: 'number', value: '1' } }, right: { kind: 'number', value: '2' } }, right: { kind: 'arithmetic', sign: '-', left: { kind: 'number', value: '0' }, right: { kind: 'property', name: 'b' } } }],
    ['a -1 div 2 = 3', { op: 'compare', sign: '=', left: { kind: 'arithmetic', sign: '-', left: { kind: 'property', name: 'a' }, right: { kind: 'arithmetic', sign: 'div', left: { kind: 'number', value: '1' }, right: { kind: 'number', value: '2' } } }, right: { kind: 'number', value: '3' } }],
    ['((a + b) IS NULL)', { op: 'null', value: { kind: 'arithmetic', sign: '+', left: { kind: 'property', name: 'a' }, right: { kind: 'property', name: 'b' } } }],
    ['(flag)', { op: 'true', value: { kind: 'property', name: 'flag' } }],
    ['x IN (true, FALSE)', { op: 'in', value: { kind: 'property', name: 'x' }, among: [{ kind: 'boolean', value: true }, { kind: 'boolean', value: false }] }],
    ['S_WITHIN(g, MULTIPOINT((1 2), 3 4))', { op: 'spatial', fn: 'S_WITHIN', left: { kind: 'property', name: 'g' }, right: { kind: 'shape', shape: { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] } } }],
    ['S_INTERSECTS(g, POINT Z(1 2 3))', { op: 'spatial', fn: 'S_INTERSECTS', left: { kind: 'property', name: 'g' }, right: { kind: 'shape', shape: { type: 'Point', coordinates: [1, 2] } } }],
    [`T_DURING(t, INTERVAL('..', '2026-01-01'))`, { op: 'temporal', fn: 'T_DURING', left: { kind: 'property', name: 't' }, right: { kind: 'interval', from: null, to: { kind: 'instant', value: '2026-01-01', date: true } } }],
  ])('%s', (text, tree) => { expect(readCql(text)).toEqual(tree); });
  test.each(['', 'a', 'a =', '= 1', 'a = 1 b', 'a == 1', `a = 'x`, 'a IN ()', 'a BETWEEN 1', 'IS NULL', 'a + = 1', 'a * (1 = 1', `a = ${'('.repeat(60)}1${')'.repeat(60)}`, 'NOT', '(a = 1', 'a = 1)', 'S_INTERSECTS(g)', 'S_INTERSECTS(g, LINESTRING(1 1))', 'S_INTERSECTS(g, POLYGON((0 0,1 1,0 0)))', 'S_INTERSECTS(g, POLYGON((0 0,1 1,2 2,3 3)))', 'BBOX(1,2,3)', `a = DATE('2026-13-01')`, `a = TIMESTAMP('2026-01-01')`, 'a = 1e999', 'a = 1 ; b = 2'])('%p is refused', (text) => {
    if (text === 'a') expect(readCql(text)).toEqual({ op: 'true', value: { kind: 'property', name: 'a' } });
    else expect(() => readCql(text)).toThrow(CqlFault);
  });
  test('any text is read or refused, never anything else', () => {
    const piece = fc.constantFrom('a', '"b"', `'c'`, '1', '-', '(', ')', 'AND', 'OR', 'NOT', 'LIKE', 'IN', 'IS', 'NULL', '=', '<>', '+', '*', '/', '^', 'div', ',', 'POINT', 'POLYGON', 'BBOX', 'S_INTERSECTS', 'T_AFTER', 'INTERVAL', 'DATE', 'CASEI', '٣', ';', '\\', "'");
    fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 14 }).map((p) => p.join(' ')), fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      try { readCql(text); } catch (fault) { if (!(fault instanceof CqlFault)) throw fault; }
    }), { seed: 20261122, numRuns: process.env['SOMMIER_LONG'] === undefined ? 2000 : 200_000 });
  });
});

test('a system is known by its URI, URN or safe CURIE, and only one that is offered', () => {
  for (const text of ['http://www.opengis.net/def/crs/EPSG/0/22391', 'https://www.opengis.net/def/crs/EPSG/0/22391', '<http://www.opengis.net/def/crs/EPSG/0/22391>', 'urn:ogc:def:crs:EPSG::22391', '[EPSG:22391]']) expect(readCrs(text)?.code).toBe(22391);
  expect([readCrs('http://www.opengis.net/def/crs/OGC/1.3/CRS84')?.northFirst, readCrs('[EPSG:4326]')?.northFirst, readCrs('EPSG:1'), readCrs('')]).toEqual([false, true, undefined, undefined]);
});
test('datetime: moments, intervals, open ends', () => {
  expect(readDatetime('2026-01-01T00:00:00Z/..')).toEqual({ from: { kind: 'instant', value: '2026-01-01T00:00:00Z', date: false }, to: null });
  for (const text of ['', '..', '../..', '/', '2026-02-29', '2026-01-01T25:00:00Z', '2026-01-01/2026-01-02/2026-01-03', 'now']) expect(readDatetime(text)).toBeUndefined();
});
