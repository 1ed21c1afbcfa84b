import { describe, expect, test } from '@jest/globals';
import { CompositionState, readingOf } from './model.ts';

describe('who opens a composition', () => {
  const shared = { mine: false, readers: ['manager', 'viewer'] as const, until: '2026-06-30' };
  test('its maker always, a role it is shared with to the end of the last day', () => {
    expect(readingOf({ ...shared, mine: true, readers: [] }, 'viewer', '2030-01-01')).toBe('open');
    expect(readingOf(shared, 'viewer', '2026-06-30')).toBe('open');
    expect(readingOf(shared, 'viewer', '2026-07-01')).toBe('expired');
    expect(readingOf(shared, 'agent', '2026-01-01')).toBe('not_shared');
    expect(readingOf({ ...shared, until: null }, 'manager', '2099-01-01')).toBe('open');
  });
  test('keeps codes of the address alone', () => {
    expect(CompositionState.safeParse({ at: '10.18,36.8,13', layers: 'assets,-zones,ecoles:50', keep: 'ecoles:c0.c1' }).success).toBe(true);
    expect(CompositionState.safeParse({ words: 'somebody' }).success).toBe(false);
    expect(CompositionState.safeParse({ layers: '<script>' }).success).toBe(false);
  });
});
