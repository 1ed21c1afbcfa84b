import { readFileSync } from 'node:fs';
import fc from 'fast-check';

export interface Schema { $ref?: string; type?: string | string[]; enum?: unknown[]; const?: unknown; properties?: Record<string, Schema>; required?: string[]; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; format?: string; minLength?: number; maxLength?: number; minimum?: number; maximum?: number; pattern?: string; additionalProperties?: Schema | boolean }
export interface Parameter { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }
export interface Operation { id: string; method: string; path: string; parameters: Parameter[]; body: Schema | undefined }
interface Document { paths: Record<string, Record<string, { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }>>; components: { schemas: Record<string, Schema> } }

const DOCUMENT = JSON.parse(readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8')) as Document;

/** Every operation of the description as published. */
export const OPERATIONS: readonly Operation[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, o]) => ({
  id: o.operationId, method: method.toUpperCase(), path, parameters: o.parameters ?? [], body: o.requestBody?.content['application/json']?.schema,
})));

/** What breaks naive servers: other types, huge and odd numbers, controls, bidi marks, lone halves, paths, templates, SQL. */
const HOSTILE: readonly unknown[] = [
  '', ' ', '0', '-1', '1e400', 'NaN', 'Infinity', '9223372036854775808', '99999999999999999999', '0x10', '1_000', '\u0000', '\u202e\u2066', '\ufeff', '%', '%00', '%ff', "'; drop table asset; --", "' or 1=1 --", '${7*7}', '{{7*7}}', '../../etc/passwd',
  'a'.repeat(5000), '٣'.repeat(300), '😀'.repeat(100), '__proto__', 'constructor', '1,2,3,4', '-181,-91,181,91', '1e308,1e308,-1e308,-1e308', '2026-02-30', '0000-00-00', '99999-01-01', 'id desc', ':a ? ?? \\?', '[', '(', '\\', '<script>', '\r\nX: y',
  null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, 2 ** 31, [], [[]], [null], {}, { a: { b: { c: [] } } }, { $ref: 'x' }, { length: 1e9 }, { toString: 1 }, JSON.parse('{"__proto__":{"admin":true}}') as unknown,
];
const hostile: fc.Arbitrary<unknown> = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HOSTILE) }, fc.string({ unit: 'binary', maxLength: 40 }), fc.double().map((n) => n), fc.jsonValue({ maxDepth: 2 }));

const BY_FORMAT: Record<string, fc.Arbitrary<unknown>> = {
  date: fc.constantFrom('2026-01-01', '2026-12-31', '2024-02-29', '1900-01-01', '9999-12-31'), 'date-time': fc.constantFrom('2026-01-01T00:00:00Z', '2026-06-01T12:00:00.000Z'), uuid: fc.uuid(), email: fc.constant('somebody@here.test'),
};

/** Mostly what the schema asks for, with something hostile in a place of its own now and then. */
export function fromSchema(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) return depth > 6 ? fc.constant(null) : fromSchema(DOCUMENT.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth + 1);
  const good = ((): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.const !== undefined) return fc.constant(schema.const);
    const any = schema.anyOf ?? schema.oneOf;
    if (any && any.length > 0) return depth > 6 ? fc.constant(null) : fc.oneof(...any.map((s) => fromSchema(s, depth + 1)));
    if (schema.allOf) return fc.tuple(...schema.allOf.map((s) => fromSchema(s, depth + 1))).map((parts) => Object.assign({}, ...parts.filter((p) => typeof p === 'object')) as unknown);
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === 'object' || schema.properties) {
      const all = Object.entries(schema.properties ?? {});
      return depth > 6 ? fc.constant({}) : fc.record(Object.fromEntries(all.map(([name, s]) => [name, fromSchema(s, depth + 1)])), { requiredKeys: (schema.required ?? []).filter((name) => all.some(([n]) => n === name)) });
    }
    if (type === 'array') return depth > 6 ? fc.constant([]) : fc.array(fromSchema(schema.items ?? {}, depth + 1), { maxLength: 3 });
    if (type === 'integer') return fc.integer({ min: Math.max(schema.minimum ?? -5, -1e6), max: Math.min(schema.maximum ?? 1000, 1e6) });
    if (type === 'number') return fc.double({ min: Math.max(schema.minimum ?? -200, -1e6), max: Math.min(schema.maximum ?? 200, 1e6), noNaN: true });
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (type === 'string') {
      const by = schema.format === undefined ? undefined : BY_FORMAT[schema.format];
      if (by) return by;
      if (schema.pattern) return fc.oneof(fc.constantFrom('1', '2', '12345', '2026-01-01', 'TN', 'TND', 'a', '0', 'HERE'), fc.string({ maxLength: 12 }));
      return fc.string({ unit: 'grapheme', minLength: Math.min(schema.minLength ?? 0, 40), maxLength: Math.min(schema.maxLength ?? 30, 60) });
    }
    return fc.jsonValue({ maxDepth: 2 });
  })();
  return fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: hostile });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? String(value));
/** A URL carries no lone surrogate. */
const whole = (value: unknown): string => Buffer.from(text(value)).toString('utf8');

export interface Request { operation: Operation; path: string; body: string | undefined }
/** A request to one operation: the commune is one's own, ids are the first ones or anything. */
export const requestTo = (operation: Operation): fc.Arbitrary<Request> => fc.record({
  path: fc.record(Object.fromEntries(operation.parameters.filter((p) => p.in === 'path').map((p) => [p.name, p.name === 'commune' ? fc.constant('HERE') : fc.oneof({ weight: 3, arbitrary: fc.constantFrom('1', '2', '3') }, { weight: 2, arbitrary: fromSchema(p.schema) }, hostile)]))),
  query: fc.record(Object.fromEntries(operation.parameters.filter((p) => p.in === 'query').map((p) => [p.name, fromSchema(p.schema)])), { requiredKeys: operation.parameters.filter((p) => p.in === 'query' && p.required).map((p) => p.name) }),
  body: operation.body ? fc.oneof({ weight: 20, arbitrary: fromSchema(operation.body).map((b) => JSON.stringify(b)) }, fc.constantFrom('', '[', 'null', '"x"', '[[[[[[]]]]]]', '{"a":1e999}')) : fc.constant(undefined),
}).map(({ path, query, body }) => {
  const search = new URLSearchParams(Object.entries(query as Record<string, unknown>).flatMap(([name, value]) => (Array.isArray(value) ? value.map((v) => [name, whole(v)]) : [[name, whole(value)]])));
  if (!operation.path.includes('{commune}')) search.set('commune', 'HERE');
  const at = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(whole((path as Record<string, unknown>)[name] ?? '')));
  return { operation, path: `${at}?${search.toString()}`, body };
});
