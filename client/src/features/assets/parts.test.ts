import { expect, test } from '@jest/globals';
import { chosenOf, type RegisterSelection } from './parts.ts';

const shown: RegisterSelection = { ids: ['1', '2'], all: false, filter: { title: 'requisition' }, shape: { type: 'Polygon', coordinates: [] }, count: 2, clear: () => undefined };

test('rows ticked are named; all rows are the filter and the zone drawn, never more than the screen shows', () => {
  expect(chosenOf(shown)).toEqual({ ids: ['1', '2'] });
  expect(chosenOf({ ...shown, all: true })).toEqual({ filter: { title: 'requisition' }, shape: shown.shape });
  expect(chosenOf({ ...shown, all: true, shape: undefined })).toEqual({ filter: { title: 'requisition' } });
});
