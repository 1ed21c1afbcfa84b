import { ckmeans } from 'simple-statistics';
import type { METHODS } from '@sommier/domain/style';
import type { Tx } from '../../platform/db/index.ts';
import { ownStyle, type OwnLayer } from './features.queries.ts';
import { ruleCase } from './rule-sql.ts';

type Rows<T> = { rows: T[] };
/** Values natural breaks are looked for in: the method takes time with the square of them. */
const SAMPLE = 5000;
const VALUES = `select cast(f.attributes -> cast(:field as text) as float8) as v from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and jsonb_typeof(f.attributes -> cast(:field as text)) = 'number'`;

interface Span { count: number; missing: number; min: number | null; max: number | null; whole: boolean | null }

/** Inner bounds of the classes, ascending and distinct; fewer than asked where the values do not part. */
async function breaksOf(tx: Tx, bind: { field: string; layer: string }, method: (typeof METHODS)[number], classes: number, { min, max, count }: Span): Promise<number[]> {
  if (min === null || max === null || min === max) return [];
  if (method === 'equal') return Array.from({ length: classes - 1 }, (_, i) => min + ((max - min) * (i + 1)) / classes);
  if (method === 'quantile') {
    const parts = Array.from({ length: classes - 1 }, (_, i) => (i + 1) / classes);
    const { rows: [row] } = await tx.raw(`select percentile_cont(cast(:parts as float8[])) within group (order by v) as breaks from (${VALUES}) q`, { ...bind, parts: `{${parts.join(',')}}` }) as Rows<{ breaks: number[] }>;
    return row?.breaks ?? [];
  }
  const every = Math.max(1, Math.ceil(count / SAMPLE));
  const { rows } = await tx.raw(`select v from (select v, row_number() over (order by v) as i from (${VALUES}) q) r where i % cast(:every as integer) = 0 order by v`, { ...bind, every }) as Rows<{ v: number }>;
  const values = rows.map((r) => r.v);
  return ckmeans(values, Math.min(classes, new Set(values).size)).slice(1).map((cluster) => cluster[0] ?? max);
}

/** Rounded to what a legend can say, unless rounding would make two bounds one. */
const readable = (breaks: readonly number[]): number[] => {
  const short = breaks.map((b) => Number(b.toPrecision(4)));
  return [...new Set(new Set(short).size === breaks.length ? short : breaks)].sort((a, b) => a - b);
};

/** Classes of a numeric attribute of a layer: bounds, and how many features lie in each (the last one open upwards). */
export async function classesOf(tx: Tx, layer: OwnLayer, field: string, method: (typeof METHODS)[number], classes: number) {
  const bind = { field, layer: layer.id };
  const { rows: [span] } = await tx.raw(`select count(v)::integer as count, min(v) as min, max(v) as max, (select count(*)::integer from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer) - count(v)::integer as missing from (${VALUES}) q`, bind) as Rows<Span>;
  if (span === undefined) throw new Error('an aggregate answers one row');
  const breaks = readable(await breaksOf(tx, bind, method, classes, span)).filter((b) => span.min !== null && b > span.min);
  const { rows } = await tx.raw(`select width_bucket(v, cast(:breaks as float8[])) as at, count(*)::integer as n from (${VALUES}) q group by 1`, { ...bind, breaks: `{${breaks.join(',')}}` }) as Rows<{ at: number; n: number }>;
  const counts = Array.from({ length: breaks.length + 1 }, (_, i) => rows.find((r) => r.at === i)?.n ?? 0);
  return { breaks, counts, min: span.min, max: span.max, count: span.count, missing: span.missing, sampled: method === 'natural' && span.count > SAMPLE };
}

/** The values of an attribute with their counts, at most as many as a legend may have classes. */
export async function valuesOf(tx: Tx, layer: OwnLayer, field: string, most: number) {
  const { rows } = await tx.raw(`select q.v as value, count(*)::integer as count from (select f.attributes -> cast(:field as text) as v from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer) q
    where jsonb_typeof(q.v) in ('string', 'number', 'boolean') group by q.v order by count(*) desc, q.v limit :most`, { field, layer: layer.id, most }) as Rows<{ value: string | number | boolean; count: number }>;
  const { rows: [n] } = await tx.raw(`select count(distinct v)::integer as distinct, (count(*) - count(v))::integer as missing from (select case when jsonb_typeof(f.attributes -> cast(:field as text)) in ('string', 'number', 'boolean')
    then f.attributes -> cast(:field as text) end as v from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer) q`, { field, layer: layer.id }) as Rows<{ distinct: number; missing: number }>;
  return { values: rows, distinct: n?.distinct ?? 0, missing: n?.missing ?? 0 };
}

/** How many features each rule of the layer's style draws. */
export async function legendOf(tx: Tx, layer: OwnLayer): Promise<{ total: number; rules: { id: string; count: number }[] }> {
  const style = ownStyle(layer);
  const rule = ruleCase(style);
  const { rows } = await tx.raw(`select q.id, count(*)::integer as count from (select ${rule.sql} as id from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer) q group by q.id`, { ...rule.bindings, layer: layer.id }) as Rows<{ id: string | null; count: number }>;
  return { total: rows.reduce((sum, r) => sum + r.count, 0), rules: style.rules.map(({ id }) => ({ id, count: rows.find((r) => r.id === id)?.count ?? 0 })) };
}
