import { CqlFault, type Instant, type Property, type TemporalOp, type Time } from '@sommier/domain/ogc';
import type { FilterSql } from './filter-sql.ts';

/** Two ends in UTC; a day has its first and last moment, an open end is infinite. */
interface Span { from: string; to: string }

const AT = (sql: string): string => `(cast(${sql} as timestamp) at time zone 'UTC')`;
const LAST = (sql: string): string => `(cast(${sql} as timestamp) at time zone 'UTC' + interval '1 day' - interval '1 microsecond')`;

function spanOf(f: FilterSql, t: Time): Span {
  const ends = (one: Property | Instant): Span => {
    const { sql, type } = one.kind === 'property' ? f.property(one.name) : f.instant(one);
    if (type === 'date') return { from: AT(sql), to: LAST(sql) };
    if (type === 'instant') return { from: sql, to: sql };
    throw new CqlFault('a day or a moment is expected', 0);
  };
  if (t.kind !== 'interval') return ends(t);
  return { from: t.from === null ? `timestamptz '-infinity'` : ends(t.from).from, to: t.to === null ? `timestamptz 'infinity'` : ends(t.to).to };
}

/** Relations between spans (CQL2, table 8), with a and b as their ends. */
const RELATIONS: Record<TemporalOp, (a: Span, b: Span) => string> = {
  T_AFTER: (a, b) => `${a.from} > ${b.to}`, T_BEFORE: (a, b) => `${a.to} < ${b.from}`,
  T_CONTAINS: (a, b) => `${a.from} < ${b.from} and ${a.to} > ${b.to}`, T_DURING: (a, b) => `${a.from} > ${b.from} and ${a.to} < ${b.to}`,
  T_DISJOINT: (a, b) => `(${a.from} > ${b.to} or ${a.to} < ${b.from})`, T_INTERSECTS: (a, b) => `${a.from} <= ${b.to} and ${a.to} >= ${b.from}`,
  T_EQUALS: (a, b) => `${a.from} = ${b.from} and ${a.to} = ${b.to}`,
  T_FINISHEDBY: (a, b) => `${a.from} < ${b.from} and ${a.to} = ${b.to}`, T_FINISHES: (a, b) => `${a.from} > ${b.from} and ${a.to} = ${b.to}`,
  T_MEETS: (a, b) => `${a.to} = ${b.from}`, T_METBY: (a, b) => `${a.from} = ${b.to}`,
  T_OVERLAPPEDBY: (a, b) => `${a.from} > ${b.from} and ${a.from} < ${b.to} and ${a.to} > ${b.to}`, T_OVERLAPS: (a, b) => `${a.from} < ${b.from} and ${a.to} > ${b.from} and ${a.to} < ${b.to}`,
  T_STARTEDBY: (a, b) => `${a.from} = ${b.from} and ${a.to} > ${b.to}`, T_STARTS: (a, b) => `${a.from} = ${b.from} and ${a.to} < ${b.to}`,
};

export const temporal = (f: FilterSql, fn: TemporalOp, left: Time, right: Time): string => `(${RELATIONS[fn](spanOf(f, left), spanOf(f, right))})`;
