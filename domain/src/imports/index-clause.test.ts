import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printClause, readClause } from './index-clause.ts';

test.each([
  ['5 % par an', 12, 500, null], ['+10% tous les 3 ans', 36, 1000, null], ['2,5 % annuel', 12, 250, null], ['Hausse triennale de 8 %', 36, 800, null], ['5% every 24 months', 24, 500, null], ['3 percent per year', 12, 300, null],
  ['indice ILC, annuel', 12, null, 'ILC'], ['IRL tous les ans', 12, null, 'IRL'], ['Index INS-LOYER every 3 years', 36, null, 'INS-LOYER'], ['5٪ كل سنة', 12, 500, null], ['٥٪ كل 3 سنوات', 36, 500, null], ['10 % / 36 mois', 36, 1000, null],
])('%s', (said, every, bp, index) => { expect(readClause(said)).toEqual({ every, bp, index, from: null }); });

test.each(['5 %', 'ILC', 'à réviser', 'loi 07-03', 'ILC plafonné à 5 % par an', '5 % par an ou ILC', '5 % puis 3 % par an', 'révision triennale', '0 % par an', '5 % tous les 30 ans'])('%s stays words', (said) => { expect(readClause(said)).toBeNull(); });

test('what is printed is read back as it stands', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.option(fc.integer({ min: 1, max: 99_999 })), fc.constantFrom('ILC', 'INS-LOYER', 'X2'), fc.constantFrom('2020-02-29', '1999-12-31'), (every, bp, index, from) => {
    const clause = { every, bp, index: bp === null ? index : null, from };
    expect(readClause(printClause(clause))).toEqual(clause);
  }), { numRuns: 200, seed: 3 });
});
