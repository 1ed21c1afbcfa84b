import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, plain } from './canonical.ts';

test('the example of RFC 8785', () => {
  expect(canonical({
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false],
  })).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
});
test('members come by UTF-16 code units', () => {
  expect(canonical({ '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 })).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});
test('one text for one value, whatever the order its members were set in', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const turned = JSON.parse(JSON.stringify(value), (_key, member: unknown) => (member && typeof member === 'object' && !Array.isArray(member) ? Object.fromEntries(Object.entries(member).reverse()) : member)) as unknown;
    expect(canonical(turned)).toBe(canonical(value));
    expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});
test('what JSON has not is refused, or made plain first', () => {
  for (const value of [Infinity, NaN, undefined, () => 1, '\ud800']) expect(() => canonical(value)).toThrow(TypeError);
  expect(plain({ a: undefined, b: 10n, c: 'x\u0000\ud800', d: new Date(0) })).toEqual({ b: '10', c: 'x\ufffd\ufffd', d: '1970-01-01T00:00:00.000Z' });
});
