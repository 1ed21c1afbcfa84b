import { COMPARISONS, type Comparison, type Cql, CqlFault, SPATIAL, type SpatialOp, type Scalar, TEMPORAL, type TemporalOp } from './cql2-model.ts';
import { ground, listOfItems } from './cql2-ground.ts';
import { instant, time } from './cql2-time.ts';
import { Reader } from './cql2-tokens.ts';

const RESERVED = new Set(['AND', 'OR', 'NOT', 'LIKE', 'ILIKE', 'BETWEEN', 'IN', 'IS', 'NULL']);
const LONGEST = 16_000;
const DEEPEST = 40;

function scalar(r: Reader): Scalar {
  const moment = instant(r);
  if (moment !== undefined) return moment;
  const token = r.here, word = token.kind === 'word' ? token.value.toUpperCase() : '';
  if ((word === 'CASEI' || word === 'ACCENTI') && r.ahead(1).value === '(') {
    r.take();
    r.need('(');
    const of = scalar(r);
    r.need(')');
    return { kind: word === 'CASEI' ? 'casei' : 'accenti', of };
  }
  if (r.skip('TRUE')) return { kind: 'boolean', value: true };
  if (r.skip('FALSE')) return { kind: 'boolean', value: false };
  if (token.kind === 'text') { r.take(); return { kind: 'text', value: token.value }; }
  if (token.kind === 'number' || r.is('-') || r.is('+')) {
    const negative = r.skip('-');
    if (!negative) r.skip('+');
    const digits = r.here;
    if (digits.kind !== 'number' || !Number.isFinite(Number(digits.value)) || digits.value.length > 60) r.fail('a number is expected');
    r.take();
    return { kind: 'number', value: `${negative ? '-' : ''}${digits.value}` };
  }
  if (token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(word))) { r.take(); return { kind: 'property', name: token.value }; }
  return r.fail('a property or a value is expected');
}

function predicate(r: Reader): Cql {
  const word = r.here.kind === 'word' ? r.here.value.toUpperCase() : '';
  if ((SPATIAL as readonly string[]).includes(word) || (TEMPORAL as readonly string[]).includes(word)) {
    r.take();
    r.need('(');
    const two = <T>(read: () => T): { left: T; right: T } => { const left = read(); r.need(','); return { left, right: read() }; };
    const made: Cql = word.startsWith('S_') ? { op: 'spatial', fn: word as SpatialOp, ...two(() => ground(r)) } : { op: 'temporal', fn: word as TemporalOp, ...two(() => time(r)) };
    r.need(')');
    return made;
  }
  const left = scalar(r);
  const sign = r.here.kind === 'sign' && (COMPARISONS as readonly string[]).includes(r.here.value) ? r.take().value as Comparison : undefined;
  if (sign !== undefined) return { op: 'compare', sign, left, right: scalar(r) };
  if (r.skip('IS')) {
    const not = r.skip('NOT');
    r.need('NULL');
    if (left.kind !== 'property') r.fail('IS NULL is asked of a property');
    return not ? { op: 'not', arg: { op: 'null', value: left } } : { op: 'null', value: left };
  }
  const not = r.skip('NOT');
  const held = (made: Cql): Cql => (not ? { op: 'not', arg: made } : made);
  for (const [name, anyCase] of [['LIKE', false], ['ILIKE', true]] as const) if (r.skip(name)) return held({ op: 'like', value: left, pattern: scalar(r), anyCase });
  if (r.skip('BETWEEN')) {
    const low = scalar(r);
    r.need('AND');
    return held({ op: 'between', value: left, low, high: scalar(r) });
  }
  if (r.skip('IN')) return held({ op: 'in', value: left, among: listOfItems(r, () => scalar(r)) });
  if (!not && (left.kind === 'property' || left.kind === 'boolean')) return { op: 'true', value: left };
  return r.fail('a comparison is expected');
}

function factor(r: Reader, depth: number): Cql {
  if (depth > DEEPEST) r.fail('too many parentheses');
  if (r.skip('NOT')) return { op: 'not', arg: factor(r, depth + 1) };
  if (!r.skip('(')) return predicate(r);
  const inner = either(r, depth + 1);
  r.need(')');
  return inner;
}
const chain = (r: Reader, word: 'AND' | 'OR', one: () => Cql): Cql => {
  const args = [one()];
  while (r.skip(word)) args.push(one());
  return args.length === 1 ? args[0] as Cql : { op: word === 'AND' ? 'and' : 'or', args };
};
const either = (r: Reader, depth: number): Cql => chain(r, 'OR', () => chain(r, 'AND', () => factor(r, depth)));

/** Reads a filter of CQL2 text (OGC 21-065r2; GDAL's ILIKE too). Throws CqlFault naming the place. */
export function readCql(text: string): Cql {
  if (text.length > LONGEST) throw new CqlFault('the filter is too long', LONGEST);
  const r = new Reader(text);
  const made = either(r, 0);
  if (r.here.kind !== 'end') r.fail('the filter should end here');
  return made;
}
