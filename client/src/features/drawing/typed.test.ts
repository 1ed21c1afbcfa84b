import { expect, test } from '@jest/globals';
import { pairsOf, parseNumber } from './typed.ts';

test('figures as people type them', () => {
  expect([parseNumber('523 906,39'), parseNumber('-7.9935'), parseNumber('12O'), parseNumber(''), parseNumber('1e5')]).toEqual([523906.39, -7.9935, null, null, null]);
});
test('corners pasted from a survey, a spreadsheet or a list', () => {
  expect(pairsOf('523906,39 388264,82\n523926 388264\n523926 388284\n523906,39 388264,82')).toEqual([[523906.39, 388264.82], [523926, 388264], [523926, 388284]]);
  expect(pairsOf('10.18, 36.80\n10.19, 36.80\n\n10.19,36.81')).toEqual([[10.18, 36.8], [10.19, 36.8], [10.19, 36.81]]);
  expect(pairsOf('1;2\n3\t4')).toEqual([[1, 2], [3, 4]]);
  expect(pairsOf('1 2\nx 3')).toBeNull();
  expect(pairsOf('')).toEqual([]);
});
