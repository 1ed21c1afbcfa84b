import { describe, expect, test } from '@jest/globals';
import { isolate, visualRuns } from './bidi.ts';

const all = (_char: string): boolean => true;
const noSquared = (char: string): boolean => char !== '²' && char !== '—';
const texts = (text: string, base: 'ltr' | 'rtl', has = all): string[] => visualRuns(text, base, has).map((run) => run.text);

describe('visual runs of a line', () => {
  test('Latin alone is one run', () => { expect(texts('Propriété communale n°12', 'ltr')).toEqual(['Propriété communale n°12']); });
  test('Arabic alone stays in logical order for the shaper', () => { expect(texts('بلدية تونس', 'rtl')).toEqual(['بلدية تونس']); });
  test('Latin after Arabic stands at its left', () => {
    const runs = texts('عقار Rue de Marseille', 'rtl', noSquared);
    expect(runs[0]).toBe('Rue de Marseille');
    expect(runs.at(-1)?.trim()).toBe('عقار');
  });
  test('a number keeps its digits, what the Arabic font lacks goes to the Latin one', () => {
    const runs = visualRuns('المساحة: 250 م²', 'rtl', noSquared);
    expect(runs.map((r) => r.text).join('|')).toContain('250');
    expect(runs.find((r) => r.text.includes('²'))?.script).toBe('latin');
    expect(runs[0]?.text).toBe('²');
  });
  test('brackets of an Arabic run are mirrored, its letters left to the shaper', () => { expect(texts('نص (مثال)', 'rtl')).toEqual(['نص )مثال(']); });
  test('brackets only the Latin font has are turned here', () => {
    const runs = texts('نص (مثال)', 'rtl', (char) => !'()'.includes(char));
    expect(runs).toEqual(['(', 'مثال', ')', 'نص ']);
  });
  test('an isolated date keeps its order', () => { expect(texts(`تاريخ ${isolate('2026-11-21')}`, 'rtl')).toContain('2026-11-21'); });
});
