import { ARITHMETIC, COMPARISONS, type Comparison, type Cql, CqlFault, SPATIAL, type SpatialOp, TEMPORAL, type TemporalOp } from './cql2-model.ts';
import { ground, listOfItems } from './cql2-ground.ts';
import { scalar } from './cql2-scalar.ts';
import { time } from './cql2-time.ts';
import { Reader } from './cql2-tokens.ts';

const LONGEST = 16_000;
const COMPARING = new Set<string>([...COMPARISONS, ...ARITHMETIC.map((sign) => sign.toUpperCase()), 'BETWEEN', 'IN', 'IS', 'LIKE', 'ILIKE', 'NOT']);

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

/** A parenthesis holds a value where something is asked of it afterwards, else a whole condition. */
const holdsValue = (r: Reader): boolean => { const { kind, value } = r.afterParenthesis; return (kind === 'sign' || kind === 'word') && COMPARING.has(value.toUpperCase()); };

function factor(r: Reader): Cql {
  if (r.skip('NOT')) return { op: 'not', arg: r.inside(() => factor(r)) };
  if (!r.is('(') || holdsValue(r)) return predicate(r);
  r.need('(');
  const inner = r.inside(() => either(r));
  r.need(')');
  return inner;
}
const chain = (r: Reader, word: 'AND' | 'OR', one: () => Cql): Cql => {
  const args = [one()];
  while (r.skip(word)) args.push(one());
  return args.length === 1 ? args[0] as Cql : { op: word === 'AND' ? 'and' : 'or', args };
};
const either = (r: Reader): Cql => chain(r, 'OR', () => chain(r, 'AND', () => factor(r)));

/** Reads a filter of CQL2 text (OGC 21-065r2; GDAL's ILIKE too). Throws CqlFault naming the place. */
export function readCql(text: string): Cql {
  if (text.length > LONGEST) throw new CqlFault('the filter is too long', LONGEST);
  const r = new Reader(text);
  const made = either(r);
  if (r.here.kind !== 'end') r.fail('the filter should end here');
  return made;
}
