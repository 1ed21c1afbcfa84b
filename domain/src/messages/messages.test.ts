import { expect, test } from '@jest/globals';
import { message } from './index.ts';

test('a key that every object has is no text: what somebody sent may be one', () => {
  for (const key of ['toString', 'constructor', '__proto__', 'hasOwnProperty', '']) expect(message('fr', key)).toBeUndefined();
  expect(message('fr', 'portfolio.no_zones', { zones: 'Quartiers' })).toBe('Aucun découpage ne porte le nom « Quartiers ».');
});
