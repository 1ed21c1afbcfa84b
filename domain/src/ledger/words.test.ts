import { expect, test } from '@jest/globals';
import { amountInWords } from './words.ts';
import { wordsFr } from './words-fr.ts';

test.each([
  [0, 'zéro'], [1, 'un'], [21, 'vingt et un'], [71, 'soixante et onze'], [80, 'quatre-vingts'], [81, 'quatre-vingt-un'], [91, 'quatre-vingt-onze'], [99, 'quatre-vingt-dix-neuf'],
  [100, 'cent'], [101, 'cent un'], [200, 'deux cents'], [280, 'deux cent quatre-vingts'], [1000, 'mille'], [1990, 'mille neuf cent quatre-vingt-dix'],
  [80_000, 'quatre-vingt mille'], [200_000, 'deux cent mille'], [1_000_000, 'un million'], [80_000_000, 'quatre-vingts millions'], [2_000_001, 'deux millions un'],
])('%i in French', (n, words) => { expect(wordsFr(BigInt(n))).toBe(words); });

test.each([
  [1_250_500n, 'TND', 'mille deux cent cinquante dinars tunisiens et cinq cents millimes'],
  [1_000n, 'TND', 'un dinar tunisien'], [5n, 'TND', 'cinq millimes'], [8_858n, 'MAD', 'quatre-vingt-huit dirhams et cinquante-huit centimes'],
  [1_000_000n, 'XOF', 'un million de francs CFA'], [100_000_000n, 'EUR', 'un million d’euros'], [0n, 'XOF', 'zéro franc CFA'],
] as const)('%s %s in French', (minor, currency, words) => { expect(amountInWords(minor, currency, 'fr')).toBe(words); });

test.each([
  [1_000n, 'TND', 'دينار واحد'], [2_000n, 'TND', 'ديناران'], [3_000n, 'TND', 'ثلاثة دنانير'], [10_000n, 'TND', 'عشرة دنانير'],
  [11_000n, 'TND', 'أحد عشر دينارًا'], [21_000n, 'TND', 'واحد وعشرون دينارًا'], [100_000n, 'TND', 'مائة دينار'], [101_000n, 'TND', 'مائة دينار ودينار واحد'],
  [200_000n, 'TND', 'مائتا دينار'], [120_000n, 'TND', 'مائة وعشرون دينارًا'], [1_000_000n, 'TND', 'ألف دينار'], [2_000_000n, 'TND', 'ألفا دينار'],
  [3_000_000n, 'TND', 'ثلاثة آلاف دينار'], [11_000_000n, 'TND', 'أحد عشر ألف دينار'], [1_250_500n, 'TND', 'ألف ومائتان وخمسون دينارًا وخمسمائة مليم'],
  [2_345_678n, 'TND', 'ألفان وثلاثمائة وخمسة وأربعون دينارًا وستمائة وثمانية وسبعون مليمًا'],
  [8_858n, 'MAD', 'ثمانية وثمانون درهمًا وثمانية وخمسون سنتيمًا'], [2_000_000n, 'XOF', 'مليونا فرنك إفريقي'], [1_002n, 'XOF', 'ألف فرنك إفريقي وفرنكان إفريقيان'],
] as const)('%s %s in Arabic', (minor, currency, words) => { expect(amountInWords(minor, currency, 'ar')).toBe(words); });

test('English', () => { expect(amountInWords(1_250_500n, 'TND', 'en')).toBe('one thousand two hundred and fifty Tunisian dinars and five hundred millimes'); });
