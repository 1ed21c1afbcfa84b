import type { LayerSource } from '../exports/index.ts';

export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'json';
/** A property of a collection: what it is called, and the SQL of its value in `f`. A name somebody's file brought is bound, never written into a statement. */
export interface Field { name: string; type: FieldType; sql: string; bindings: Readonly<Record<string, unknown>>; /** In `attributes`, as the file brought it. */ own?: true }

const UPDATED: Field = { name: 'updated_at', type: 'instant', sql: 'f.updated_at', bindings: {} };
/** Raw columns of a source nobody mapped, and notes on each value's origin: neither is a property anybody asks a map for, and the first may hold anything. */
const LEFT_OUT = new Set(['attributes', 'provenance']);
const OWN: Readonly<Record<string, (value: string, kind: string) => string>> = {
  number: (value, kind) => `case when ${kind} = 'number' then cast(${value} as numeric) end`,
  boolean: (value, kind) => `case when ${kind} = 'boolean' then cast(${value} as boolean) end`,
};

/** The properties of a layer that may leave through the API: no personal column, whoever asks. */
export function fieldsOf(source: LayerSource): Field[] {
  const columns = source.columns.filter((column) => !column.personal && !LEFT_OUT.has(column.name))
    .map(({ name, type, sql }): Field => ({ name, type, sql, bindings: {} }));
  const taken = new Set(columns.map(({ name }) => name));
  const own = source.fields.filter(({ name }) => !taken.has(name)).map(({ name, type }, i): Field => {
    const bound = `own_field_${String(i)}`, value = `f.attributes ->> :${bound}`;
    const read = OWN[type];
    return { name, type: type === 'date' ? 'text' : type, own: true, bindings: { [bound]: name }, sql: read === undefined ? `(${value})` : read(`(${value})`, `jsonb_typeof(f.attributes -> :${bound})`) };
  });
  return [...columns, ...own, ...(source.layer === 'assets' ? [UPDATED] : [])];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** SQL of a row's properties as JSON text, and its bindings: columns of the house by their names, a file's own as they came. */
export function propertiesSql(fields: readonly Field[]): { sql: string; bindings: Record<string, unknown> } {
  const house = fields.filter((f) => !f.own), own = fields.filter((f) => f.own);
  const columns = `(select row_to_json(p) from (select ${house.map((f) => `${f.sql} as ${quoted(f.name)}`).join(', ')}) p)`;
  if (own.length === 0) return { sql: `cast(${columns} as text)`, bindings: {} };
  // Two objects become one in text: what a file's columns are called has no place in a statement.
  const rest = '(select json_object_agg(k.name, f.attributes -> k.name order by k.n) from unnest(cast(:own_names as text[])) with ordinality k(name, n))';
  return {
    sql: house.length === 0 ? `cast(${rest} as text)` : `overlay(cast(${columns} as text) placing ',' || substr(ltrim(cast(${rest} as text)), 2) from length(cast(${columns} as text)) for 1)`,
    bindings: { own_names: own.map((f) => f.name) },
  };
}
