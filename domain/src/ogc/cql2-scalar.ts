import type { ArithmeticSign, Scalar } from './cql2-model.ts';
import { instant } from './cql2-time.ts';
import type { Reader } from './cql2-tokens.ts';

const RESERVED = new Set(['AND', 'OR', 'NOT', 'LIKE', 'ILIKE', 'BETWEEN', 'IN', 'IS', 'NULL']);
/** Signs in the order they bind, loosest first (OGC 21-065r2, arithmeticExpression). */
const BINDING: readonly (readonly ArithmeticSign[])[] = [['+', '-'], ['*', '/', '%', 'div'], ['^']];

function number(r: Reader): Scalar {
  const negative = r.skip('-');
  if (!negative) r.skip('+');
  const digits = r.here;
  if (digits.kind !== 'number' || !Number.isFinite(Number(digits.value)) || digits.value.length > 60) r.fail('a number is expected');
  r.take();
  return { kind: 'number', value: `${negative ? '-' : ''}${digits.value}` };
}

function operand(r: Reader): Scalar {
  const moment = instant(r);
  if (moment !== undefined) return moment;
  const token = r.here, word = token.kind === 'word' ? token.value.toUpperCase() : '';
  if (r.skip('(')) {
    const inner = r.inside(() => scalar(r));
    r.need(')');
    return inner;
  }
  if ((word === 'CASEI' || word === 'ACCENTI') && r.ahead(1).value === '(') {
    r.take();
    r.need('(');
    const of = r.inside(() => scalar(r));
    r.need(')');
    return { kind: word === 'CASEI' ? 'casei' : 'accenti', of };
  }
  if (r.skip('TRUE')) return { kind: 'boolean', value: true };
  if (r.skip('FALSE')) return { kind: 'boolean', value: false };
  if (token.kind === 'text') { r.take(); return { kind: 'text', value: token.value }; }
  // A minus before anything but digits takes it from nothing.
  if (r.is('-') && r.ahead(1).kind !== 'number') { r.take(); return { kind: 'arithmetic', sign: '-', left: { kind: 'number', value: '0' }, right: r.inside(() => operand(r)) }; }
  if (token.kind === 'number' || r.is('-') || r.is('+')) return number(r);
  if (token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(word))) { r.take(); return { kind: 'property', name: token.value }; }
  return r.fail('a property or a value is expected');
}

function binding(r: Reader, level: number): Scalar {
  const signs = BINDING[level];
  if (signs === undefined) return operand(r);
  let left = binding(r, level + 1);
  for (;;) {
    const sign = signs.find((one) => r.skip(one.toUpperCase()));
    if (sign === undefined) return left;
    left = { kind: 'arithmetic', sign, left, right: binding(r, level + 1) };
  }
}

/** A property, a value, or what is reckoned of them. */
export const scalar = (r: Reader): Scalar => binding(r, 0);
