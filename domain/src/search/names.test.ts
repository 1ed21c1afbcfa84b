import { describe, expect, test } from '@jest/globals';
import { agreeNames, matchWords, skeleton, tellingWords } from './names.ts';

describe('names across scripts and accents', () => {
  test.each([['Khelifi', 'خليفي'], ['Béchir', 'بشير'], ['Yosra', 'يسرى'], ['Wafa', 'وفاء'], ['Ghazi', 'غازي'], ['Selma', 'سلمى'], ['Mehdi', 'مهدي'], ['Karim', 'كريم'], ['Ines', 'إيناس'], ['Farah', 'فرح'], ['Chiraz', 'شيراز']])('%s is %s', (latin, arabic) => {
    expect(skeleton(latin)).toBe(skeleton(arabic));
    expect(agreeNames(latin, arabic)).toHaveLength(1);
  });
  test('accents fall, other names do not agree, one consonant is too few', () => {
    expect(agreeNames('Hédi Ben Salah', 'HEDI')).toEqual([{ of: 'hedi', as: 'hedi', how: 'same' }]);
    expect(agreeNames('Karim', 'ليلى')).toEqual([]);
    expect(matchWords('ali', 'علي')).toBeNull();
  });
  test('an initial counts beside a name, never alone', () => {
    expect(agreeNames('Bechir Khelifi', 'Bechir K.').map((m) => m.how)).toEqual(['same', 'initial']);
    expect(agreeNames('Bechir Khelifi', 'K.')).toEqual([]);
  });
  test('particles and kinds of ways fall, the rest is one form', () => {
    expect(tellingWords('12, Rue du Puits, السوق')).toEqual(['12', 'puits', 'سوق']);
    expect(tellingWords(null)).toEqual([]);
  });
});
