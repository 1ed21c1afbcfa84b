import { expect, test } from '@jest/globals';
import type { LayerEntry } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { ownGround } from './basemap.ts';
import { groundOf, tileSources } from './tile-sources.ts';

const entry = (name: string, more: Partial<LayerEntry> = {}): LayerEntry => ({ name, title: name, kind: 'own', geometryType: 'line', count: 3, unlocated: 0, bounds: [10, 36, 11, 37], version: '4', look: null, ...more } as LayerEntry);
const zones = entry('zones', { kind: 'built-in', geometryType: 'polygon' });

test('without an archive the ground is the commune’s quarters and streets, from the tiles of the layers where these are shown', () => {
  const entries = [zones, entry('voirie'), entry('rues', { geometryType: 'point' }), entry('ecoles'), entry('routes', { count: 0 })];
  const asked = { zones: { set: 'quartiers' } };
  const alone = groundOf(entries, new Map(), asked, 'X', 'http://h', styleOf);
  expect(alone.map((g) => [g.name, g.kind, g.shown])).toEqual([['zones', 'quarters', false], ['voirie', 'streets', false]]);
  expect(alone[0]?.tiles).toContain('set=quartiers');
  const shown = tileSources([{ name: 'zones', count: 3, version: '4', bounds: null, query: asked.zones }], 'X', 'http://h');
  const under = groundOf(entries, shown, asked, 'X', 'http://h', styleOf);
  // No second request for what is on the map already, and its names are written once.
  expect([under[0]?.tiles, under[0]?.shown]).toEqual([shown.get('zones')?.tiles, true]);
  const ids = (ground: typeof alone, language: 'fr' | 'ar' = 'fr') => ownGround(ground, 'light', language).layers.map((l) => l.id);
  expect(ids(alone)).toEqual(['base/zones/fill', 'base/zones/edge', 'base/voirie/edge', 'base/voirie/street', 'base/zones/name']);
  expect(ids(under)).not.toContain('base/zones/name');
  expect(JSON.stringify(ownGround(alone, 'dark', 'ar').layers)).toContain('label_ar');
  expect(Object.keys(ownGround(alone, 'light', 'fr').sources)).toEqual(['zones', 'voirie']);
  expect(ownGround([], 'light', 'fr')).toEqual({ sources: {}, layers: [] });
});
