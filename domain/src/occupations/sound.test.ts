import { expect, test } from '@jest/globals';
import { unsound, type WrittenRight } from './sound.ts';

const right: WrittenRight = { type: 'bail_commercial', id: '7', startsOn: '2024-01-01', endsOn: '2027-01-01', endedOn: null, parentId: null, validated: true, units: [{ assetId: '1' }], terms: [{ kind: 'rent', from: '2024-01-01', to: null, amountMinor: '5' }] };
const why = (more: Partial<WrittenRight>): [string, string] | null => { const u = unsound({ ...right, ...more }); return u === null ? null : [u.path, u.reason]; };
const rent = { kind: 'rent', from: '2024-01-01', to: null, amountMinor: '5' };

test('what no register can hold is named with its field', () => {
  expect(why({})).toBeNull();
  expect(why({ endsOn: '2024-01-01' })).toEqual(['endsOn', 'end_before_start']);
  expect(why({ endsOn: null, endedOn: '2023-12-31' })).toEqual(['startsOn', 'end_before_start']);
  expect(why({ startsOn: null })).toEqual(['startsOn', 'start_missing']);
  expect(why({ startsOn: null, validated: false })).toBeNull();
  expect(why({ type: 'sans_titre', startsOn: null })).toBeNull();
  expect(why({ units: [] })).toEqual(['units', 'unit_missing']);
  expect(why({ units: [{ assetId: '1' }, { assetId: '1' }] })).toEqual(['units', 'unit_twice']);
  expect(why({ parentId: '3' })).toEqual(['parentId', 'parent_misplaced']);
  expect(why({ type: 'sous_location', parentId: '7' })).toEqual(['parentId', 'parent_misplaced']);
  expect(why({ type: 'sous_location' })).toEqual(['parentId', 'parent_missing']);
  expect(why({ terms: [rent, { ...rent, amountMinor: '9' }] })).toEqual(['terms', 'term_twice']);
  expect(why({ terms: [{ ...rent, to: '2024-01-01' }] })).toEqual(['terms', 'term_backward']);
  expect(why({ terms: [{ ...rent, kind: 'free' }] })).toEqual(['terms', 'free_with_rent']);
  expect(why({ terms: [{ ...rent, kind: 'free', amountMinor: '000' }] })).toBeNull();
});
