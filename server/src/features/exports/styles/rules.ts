import { type Condition, LIGHT, type LayerStyle, type Rule } from '@sommier/domain/style';

export type Shape = 'point' | 'line' | 'polygon';
type Test = Rule['when'][number];
const isIn = (test: Test): test is Condition => 'in' in test;
/** The column of a file in which a property of the style stands. */
export const columnOf = (style: LayerStyle, field: string): string => style.reads?.[field] ?? field;
export const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
export const rgb = (colour: keyof typeof LIGHT): [number, number, number] => [1, 3, 5].map((i) => Number.parseInt(LIGHT[colour].slice(i, i + 2), 16)) as [number, number, number];

const literal = (value: string | number | boolean): string => (typeof value === 'string' ? `'${value.replace(/'/g, "''")}'` : String(value));
const column = (style: LayerStyle, field: string): string => `"${columnOf(style, field).replace(/"/g, '""')}"`;
function expression(style: LayerStyle, test: Test): string {
  const name = column(style, test.field);
  if (!isIn(test)) return [test.from === undefined ? '' : `${name} >= ${test.from}`, test.below === undefined ? '' : `${name} < ${test.below}`].filter(Boolean).join(' AND ') || `${name} IS NOT NULL`;
  const values = test.in.filter((v) => v !== null);
  return `(${[...(test.in.includes(null) ? [`${name} IS NULL`] : []), ...(values.length > 0 ? [`${name} IN (${values.map(literal).join(', ')})`] : [])].join(' OR ')})`;
}
/** An expression of QGIS that gives the id of the rule that draws a feature: the first whose conditions all hold, as everywhere else. */
export const caseOf = (style: LayerStyle): string => `CASE ${style.rules.map((rule) => `WHEN ${rule.when.map((test) => expression(style, test)).join(' AND ') || 'TRUE'} THEN ${literal(rule.id)}`).join(' ')} END`;

const property = (style: LayerStyle, field: string): string => `<ogc:PropertyName>${xml(columnOf(style, field))}</ogc:PropertyName>`;
const compare = (kind: string, style: LayerStyle, field: string, value: unknown): string => `<ogc:${kind}>${property(style, field)}<ogc:Literal>${xml(String(value))}</ogc:Literal></ogc:${kind}>`;
const join = (kind: 'And' | 'Or', parts: readonly string[]): string => (parts.length === 1 ? parts[0] ?? '' : `<ogc:${kind}>${parts.join('')}</ogc:${kind}>`);
function filter(style: LayerStyle, test: Test): string {
  if (isIn(test)) return join('Or', test.in.map((v) => (v === null ? `<ogc:PropertyIsNull>${property(style, test.field)}</ogc:PropertyIsNull>` : compare('PropertyIsEqualTo', style, test.field, v))));
  const parts = [...(test.from === undefined ? [] : [compare('PropertyIsGreaterThanOrEqualTo', style, test.field, test.from)]), ...(test.below === undefined ? [] : [compare('PropertyIsLessThan', style, test.field, test.below)])];
  return parts.length > 0 ? join('And', parts) : `<ogc:Not><ogc:PropertyIsNull>${property(style, test.field)}</ogc:PropertyIsNull></ogc:Not>`;
}
/** True where no feature satisfies both. */
const apart = (a: Rule, b: Rule): boolean => a.when.some((x) => isIn(x) && b.when.some((y) => isIn(y) && y.field === x.field && !x.in.some((v) => y.in.includes(v))));
/** The filter of a rule as OGC writes it, with what earlier rules already draw left out; empty where it takes everything. */
export function filterOf(style: LayerStyle, index: number): string {
  const rule = style.rules[index];
  if (!rule) return '';
  const earlier = style.rules.slice(0, index).filter((other) => other.when.length > 0 && !apart(other, rule)).map((other) => `<ogc:Not>${join('And', other.when.map((test) => filter(style, test)))}</ogc:Not>`);
  const parts = [...rule.when.map((test) => filter(style, test)), ...earlier];
  return parts.length === 0 ? '' : `<ogc:Filter>${join('And', parts)}</ogc:Filter>`;
}
/** True for a rule no feature reaches, an earlier one taking all. */
export const unreached = (style: LayerStyle, index: number): boolean => style.rules.slice(0, index).some((other) => other.when.length === 0);
