import type { LayerStyle } from '@sommier/domain/style';

interface Piece { sql: string; bindings: Record<string, unknown> }

/**
 * The rule that draws a row of `layer_feature f`, as SQL: its id, or null where none does. It says what `ruleFor` says; the names of attributes
 * and the values are bound.
 */
export function ruleCase({ rules, reads = {} }: LayerStyle): Piece {
  const bindings: Record<string, unknown> = {};
  const bind = (value: unknown): string => { const name = `rule_${String(Object.keys(bindings).length)}`; bindings[name] = value; return `:${name}`; };
  const arms = rules.map((rule) => {
    const all = rule.when.map((c) => {
      const value = `f.attributes -> cast(${bind(reads[c.field] ?? c.field)} as text)`;
      if ('in' in c) return `(${c.in.map((v) => (v === null ? `coalesce(${value}, 'null'::jsonb) = 'null'::jsonb` : `${value} = cast(${bind(JSON.stringify(v))} as jsonb)`)).join(' or ')})`;
      const number = `case when jsonb_typeof(${value}) = 'number' then cast(${value} as float8) end`;
      const ends = [...(c.from === undefined ? [] : [`${number} >= cast(${bind(c.from)} as float8)`]), ...(c.below === undefined ? [] : [`${number} < cast(${bind(c.below)} as float8)`])];
      return ends.length > 0 ? `(${ends.join(' and ')})` : `jsonb_typeof(${value}) = 'number'`;
    });
    return `when ${all.length > 0 ? all.join(' and ') : 'true'} then cast(${bind(rule.id)} as text)`;
  });
  return arms.length > 0 ? { sql: `(case ${arms.join(' ')} end)`, bindings } : { sql: 'cast(null as text)', bindings };
}
