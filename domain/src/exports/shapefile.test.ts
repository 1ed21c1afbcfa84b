import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutNames, shapefileNames } from './shapefile.ts';

test('long names are cut to ten, each its own, whole names stay', () => {
  expect(cutNames(['code', 'acquisition_price_minor', 'acquisitio', 'acquired_on', 'appropriated_on', 'appropriated_by', 'extra_été'])).toEqual([
    { from: 'acquisition_price_minor', to: 'ACQUISIT_1' }, { from: 'acquired_on', to: 'ACQUIRED_O' }, { from: 'appropriated_on', to: 'APPROPRIAT' }, { from: 'appropriated_by', to: 'APPROPRI_1' }, { from: 'extra_été', to: 'EXTRA__T_' }]);
});

test('whatever the columns, no two bear one name and none is over ten', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z_é]{1,24}$/), { minLength: 1, maxLength: 150 }), (columns) => {
    const names = [...shapefileNames(columns).values()];
    expect(names).toHaveLength(columns.length);
    expect(new Set(names.map((n) => n.toUpperCase())).size).toBe(columns.length);
    expect(names.every((n) => /^[A-Za-z0-9_]{1,10}$/.test(n))).toBe(true);
  }), { numRuns: 100 });
});
