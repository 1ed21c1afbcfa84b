import { describe, expect, test } from '@jest/globals';
import { legalQuery, NO_LEGAL, pressCell, readLegal, writeLegal } from './legal.ts';

describe('the legal matrix as a filter', () => {
  test('cells add their row and column, and leave again down to nothing', () => {
    const one = pressCell(NO_LEGAL, 'public', 'requisition');
    const four = pressCell(one, 'private', 'non_immatricule');
    expect(four).toEqual({ rows: ['public', 'private'], columns: ['requisition', 'non_immatricule'] });
    const two = pressCell(four, 'public', 'requisition');
    expect(two.columns).toEqual(['non_immatricule']);
    expect(pressCell(pressCell(two, 'public', 'non_immatricule'), 'private', 'non_immatricule')).toEqual(NO_LEGAL);
  });
  test('the address keeps it, and a word that is none of ours is dropped', () => {
    const l = { rows: ['public'], columns: ['requisition', 'sans_document'] };
    expect(readLegal(writeLegal(l))).toEqual(l);
    expect(readLegal('public,evil.requisition')).toEqual({ rows: ['public'], columns: ['requisition'] });
    expect(readLegal('evil.x')).toEqual(NO_LEGAL);
  });
  test('what is not known is counted where the map draws it', () => {
    expect(legalQuery({ rows: ['undetermined'], columns: ['sans_document'] })).toEqual({ domain: 'undetermined,other', title: 'sans_document,none' });
  });
});
