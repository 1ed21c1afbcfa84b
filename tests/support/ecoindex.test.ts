import { describe, expect, test } from '@jest/globals';
import { ecoIndex } from './ecoindex.ts';

describe('EcoIndex', () => {
  test('a page with one small library: 15/47 · 1 + 2/13 · 2 + 118.3/174.83, weighed 3, 2, 1: 5.942 of 120', () => {
    expect(ecoIndex({ nodes: 15, requests: 4, kilobytes: 263 })).toEqual({ score: 95, grade: 'A' });
  });
  test('the medians of the web: 11 + 19/79 · 10 · 13 + 277.94/323.31, together 67.58', () => {
    expect(ecoIndex({ nodes: 693, requests: 78, kilobytes: 2420 })).toEqual({ score: 44, grade: 'D' });
  });
  test('the method’s own targets come to 61, a C', () => {
    expect(ecoIndex({ nodes: 600, requests: 40, kilobytes: 1024 })).toEqual({ score: 61, grade: 'C' });
  });
  test.each([[[8, 400], 337, 580], [[12, 500], 312, 552], [[20, 600], 267, 508], [[30, 900], 172, 427]] as const)('with %j an A holds up to %d nodes and a B up to %d', ([requests, kilobytes], a, b) => {
    const grade = (nodes: number): string => ecoIndex({ nodes, requests, kilobytes }).grade;
    expect([grade(a), grade(a + 2), grade(b), grade(b + 2)]).toEqual(['A', 'B', 'B', 'C']);
  });
  test('a value on a quantile has its rank, and nothing is 100', () => {
    expect(ecoIndex({ nodes: 0, requests: 0, kilobytes: 0 })).toEqual({ score: 100, grade: 'A' });
    // 47 elements: rank 1, three sixths of it, five points each: 2.5.
    expect(ecoIndex({ nodes: 47, requests: 2, kilobytes: 1.37 }).score).toBe(95);
    expect(ecoIndex({ nodes: 1e6, requests: 1e4, kilobytes: 1e6 })).toEqual({ score: 0, grade: 'G' });
  });
});
