import { createHash } from 'node:crypto';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { expect, test } from '@jest/globals';
import { demoTown } from '../../seed/index.ts';
import { AssetChange, NATURES, LEVELS } from '../../domain/src/assets/index.ts';

type Row = Record<string, string | number | null>;
const town = demoTown();
const assets = (JSON.parse(town.assets.text) as FeatureCollection).features as Feature[];
const rows = assets.map((a) => a.properties as Row);
const digest = (t: typeof town): string => createHash('sha256').update([...t.zones, t.parcels, t.assets, ...t.captures].map((f) => f.text).join('\n')).digest('hex');

test('the seed is fixed: two calls make the same town', () => {
  expect(digest(demoTown())).toBe(digest(town));
});
test('two sets divide the ground in 12 and 8 zones with names in both scripts', () => {
  const sets = town.zones.map((z) => (JSON.parse(z.text) as FeatureCollection).features.map((f) => f.properties as Row));
  expect(sets.map((s) => s.length)).toEqual([12, 8]);
  for (const zone of sets.flat()) expect(zone.nom_ar).toMatch(/[\u0600-\u06ff]/);
});
test('about 2,500 parcels, some of them with a hole', () => {
  const parcels = (JSON.parse(town.parcels.text) as FeatureCollection<Polygon>).features;
  expect(parcels.length).toBeGreaterThan(2400);
  expect(parcels.length).toBeLessThan(2700);
  expect(parcels.filter((p) => p.geometry.coordinates.length > 1).length).toBeGreaterThan(20);
  expect(new Set(parcels.map((p) => (p.properties as Row).source_key)).size).toBe(parcels.length);
});
test('1,200 properties in families, each named in both languages where it is known', () => {
  expect(rows).toHaveLength(1200);
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (row.parent !== null) { expect(seen.has(row.parent)).toBe(true); expect(String(row.code).startsWith(`${row.parent}-`)).toBe(true); }
    seen.add(row.code);
    const { code: _code, parent: _parent, ...fields } = row;
    expect(() => AssetChange.shape.name.parse(fields.name)).not.toThrow();
  }
  expect(seen.size).toBe(1200);
  expect(new Set(rows.map((r) => r.level))).toEqual(new Set(LEVELS));
  expect(new Set(rows.map((r) => r.nature))).toEqual(new Set(NATURES));
});
test('36.7 % are titled, as published for Tunis; the rest is unknown, asked for or unregistered', () => {
  expect(rows.filter((r) => r.title_state === 'titre_foncier')).toHaveLength(440);
  const publicShare = rows.filter((r) => String(r.domain_class).startsWith('public')).length / rows.length;
  expect(publicShare).toBeGreaterThan(0.35);
  expect(publicShare).toBeLessThan(0.55);
  expect(assets.filter((a) => a.geometry === null).length).toBeGreaterThan(60);
  expect(rows.filter((r) => r.domain_class === null).length).toBeGreaterThan(10);
});
test('three captures hold 3,000 listings: new, gone, back, changed', () => {
  const held = town.captures.map((c) => new Map(c.text.trim().split('\n').slice(1).map((line) => [line.split(',')[0]!, line])));
  const [first, second, third] = held as [Map<string, string>, Map<string, string>, Map<string, string>];
  expect(new Set(held.flatMap((h) => [...h.keys()])).size).toBe(3000);
  expect(held.map((h) => h.size)).toEqual(town.captures.map((c) => c.count));
  const changed = [...second].filter(([id, line]) => first.has(id) && first.get(id) !== line).length;
  expect(changed).toBeGreaterThan(500);
  expect([...third.keys()].filter((id) => first.has(id) && !second.has(id)).length).toBeGreaterThan(20);
  expect([...first.keys()].filter((id) => id.length > 16).length).toBeGreaterThan(1000);
});
