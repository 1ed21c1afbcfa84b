import { expect, test } from '@jest/globals';
import { toConfirmIn } from '@sommier/domain/rules';
import { packs } from './templates.ts';

test('all that the templates ask a town to confirm is said in the three languages, with the same numbers', async () => {
  const asked = [...new Set((await packs()).flatMap((p) => p.rules.flatMap((r) => r.legal.toConfirm)))];
  expect(asked.length).toBeGreaterThan(40);
  const numbers = (text: string): string[] => [...text.replace(/(\d)[\s,](?=\d{3}\b)/g, '$1').replaceAll(',', '.').matchAll(/\d+(?:\.\d+)?/g)].map((m) => m[0]).sort();
  for (const french of asked) {
    const [ar, en] = [toConfirmIn('ar', french), toConfirmIn('en', french)];
    expect([french, /[\u0600-\u06ff]{3}/.test(ar), en !== french, numbers(ar), numbers(en)]).toEqual([french, true, true, numbers(french), numbers(french)]);
    expect(toConfirmIn('fr', french)).toBe(french);
  }
});
