import { type Cql, CqlFault, type Ground, type Instant, readInstant, type Scalar, type SpatialOp, type Sum } from '@sommier/domain/ogc';
import type { Field, FieldType } from './fields.ts';
import { temporal } from './temporal-sql.ts';

export interface Sql { sql: string; bindings: Record<string, unknown> }
interface Typed { sql: string; type: FieldType }

const SHAPE_FN: Record<SpatialOp, string> = {
  S_INTERSECTS: 'st_intersects', S_DISJOINT: 'st_disjoint', S_EQUALS: 'st_equals', S_TOUCHES: 'st_touches', S_CROSSES: 'st_crosses', S_WITHIN: 'st_within', S_CONTAINS: 'st_contains', S_OVERLAPS: 'st_overlaps',
};
/** Signs of one filter: products of products grow. */
const MOST_SUMS = 40;
/** The name a filter calls the geometry by. */
export const GEOMETRY = 'geometry';

/** A filter's words as SQL over `f`, every value bound. Throws CqlFault for a property the collection does not have and for values that do not go together. */
export class FilterSql {
  readonly bindings: Record<string, unknown> = {};
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #srid: number;
  readonly #flip: boolean;
  #count = 0;
  #sums = 0;

  constructor(fields: readonly Field[], { code, northFirst }: { code: number; northFirst: boolean }) {
    this.#fields = new Map(fields.filter((f) => f.type !== 'json').map((f) => [f.name, f]));
    this.#srid = code;
    this.#flip = northFirst;
  }

  bind(value: unknown): string {
    const name = `q${String(this.#count += 1)}`;
    this.bindings[name] = value;
    return `:${name}`;
  }
  /** A property by its name. */
  property(name: string): Typed {
    const field = this.#fields.get(name) ?? (name === 'id' ? { sql: 'f.id', type: 'number' as const, bindings: {} } : undefined);
    if (field === undefined) throw new CqlFault(name === GEOMETRY ? 'the geometry is asked by S_… functions' : `no property « ${name} »`, 0);
    Object.assign(this.bindings, field.bindings);
    return { sql: field.sql, type: field.type };
  }
  instant({ value, date }: Instant): Typed {
    return date ? { sql: `cast(${this.bind(value)} as date)`, type: 'date' } : { sql: `cast(${this.bind(value)} as timestamptz)`, type: 'instant' };
  }
  #scalar(s: Scalar): Typed {
    switch (s.kind) {
      case 'property': return this.property(s.name);
      case 'instant': return this.instant(s);
      case 'text': return { sql: `cast(${this.bind(s.value)} as text)`, type: 'text' };
      case 'number': return { sql: `cast(${this.bind(s.value)} as numeric)`, type: 'number' };
      case 'arithmetic': return this.#arithmetic(s);
      case 'boolean': return { sql: s.value ? 'true' : 'false', type: 'boolean' };
      default: {
        const of = this.#scalar(s.of);
        if (of.type !== 'text') throw new CqlFault(`${s.kind.toUpperCase()} is asked of a text`, 0);
        return { sql: s.kind === 'casei' ? `lower(${of.sql})` : `public.unaccent(${of.sql})`, type: 'text' };
      }
    }
  }
  /** Decimal, so that what is written exactly compares exactly; nothing is divided by nothing. */
  #arithmetic({ sign, left, right }: Sum): Typed {
    if ((this.#sums += 1) > MOST_SUMS) throw new CqlFault('too much arithmetic', 0);
    const [a, b] = [left, right].map((s) => {
      const { sql, type } = this.#scalar(s);
      if (type !== 'number') throw new CqlFault(`« ${sign} » is asked of numbers`, 0);
      return `cast(${sql} as numeric)`;
    }) as [string, string];
    const sql = sign === '/' || sign === '%' ? `(${a} ${sign} nullif(${b}, 0))` : sign === 'div' ? `div(${a}, nullif(${b}, 0))` : sign === '^' ? `cast(power(cast(${a} as float8), cast(${b} as float8)) as numeric)` : `(${a} ${sign} ${b})`;
    return { sql, type: 'number' };
  }
  /** Values of one comparison on the same footing: a quoted day stands for the day beside a date, and a day for its first moment beside a moment. */
  alike(given: readonly Scalar[]): string[] {
    const timed = given.some((s) => s.kind === 'instant' || (s.kind === 'property' && ['date', 'instant'].includes(this.property(s.name).type)));
    const read = given.map((s) => {
      const said = timed && s.kind === 'text' ? readInstant(s.value) : undefined;
      return this.#scalar(said ?? s);
    });
    const types = new Set(read.map(({ type }) => type));
    if (types.size === 2 && types.has('date') && types.has('instant')) return read.map(({ sql, type }) => (type === 'date' ? `(cast(${sql} as timestamp) at time zone 'UTC')` : sql));
    if (types.size > 1) throw new CqlFault(`${[...types].join(', ')}: values that do not go together`, 0);
    return read.map(({ sql }) => sql);
  }
  #text(s: Scalar): string {
    const read = this.#scalar(s);
    if (read.type !== 'text') throw new CqlFault('LIKE is asked of a text', 0);
    return read.sql;
  }
  #ground(g: Ground): { sql: string; own: boolean } {
    if (g.kind === 'property') {
      if (g.name !== GEOMETRY && g.name !== 'geom') throw new CqlFault(`« ${g.name} » is no geometry; it is called « ${GEOMETRY} »`, 0);
      return { sql: 'f.geom', own: true };
    }
    const read = `st_setsrid(st_geomfromgeojson(${this.bind(JSON.stringify(g.shape))}), ${String(this.#srid)})`;
    const ordered = this.#flip ? `st_flipcoordinates(${read})` : read;
    return { sql: `(select st_makevalid(${this.#srid === 4326 ? ordered : `try_transform(${ordered}, 4326)`}))`, own: false };
  }
  #spatial(fn: SpatialOp, left: Ground, right: Ground): string {
    const a = this.#ground(left), b = this.#ground(right);
    const sound = ({ sql, own }: { sql: string; own: boolean }): string => (own && fn !== 'S_INTERSECTS' ? `case when st_isvalid(${sql}) then ${sql} else st_makevalid(${sql}) end` : sql);
    const exact = `${SHAPE_FN[fn]}(${sound(a)}, ${sound(b)})`;
    const other = a.own === b.own ? undefined : a.own ? b : a;
    // The operator is named so that the index serves; disjoint is the one that wants what is far.
    return fn === 'S_DISJOINT' || other === undefined ? exact : `(f.g3857 && try_transform(${other.sql}, 3857) and ${exact})`;
  }
  sql(cql: Cql): string {
    switch (cql.op) {
      case 'and': case 'or': return `(${cql.args.map((arg) => this.sql(arg)).join(` ${cql.op} `)})`;
      case 'not': return `(not ${this.sql(cql.arg)})`;
      case 'compare': { const [l, r] = this.alike([cql.left, cql.right]); return `(${String(l)} ${cql.sign} ${String(r)})`; }
      case 'between': { const [v, low, high] = this.alike([cql.value, cql.low, cql.high]); return `(${String(v)} between ${String(low)} and ${String(high)})`; }
      case 'in': { const [v, ...among] = this.alike([cql.value, ...cql.among]); return `(${String(v)} in (${among.join(', ')}))`; }
      case 'like': return `(${this.#text(cql.value)} ${cql.anyCase ? 'ilike' : 'like'} ${this.#text(cql.pattern)})`;
      case 'null': return cql.value.kind === 'property' && cql.value.name === GEOMETRY ? '(f.geom is null)' : `(${this.#scalar(cql.value).sql} is null)`;
      case 'true': { const read = this.#scalar(cql.value); if (read.type !== 'boolean') throw new CqlFault('a truth value is expected', 0); return `(${read.sql})`; }
      case 'spatial': return this.#spatial(cql.fn, cql.left, cql.right);
      case 'temporal': return temporal(this, cql.fn, cql.left, cql.right);
    }
  }
}
