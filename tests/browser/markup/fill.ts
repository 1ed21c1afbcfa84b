import { readFileSync } from 'node:fs';

interface Schema { $ref?: string; type?: string | string[]; anyOf?: Schema[]; enum?: unknown; const?: unknown; pattern?: string; format?: string; maxLength?: number; properties?: Record<string, Schema>; items?: Schema }
interface Operation { operationId: string; requestBody?: { content: Record<string, { schema: Schema }> } }
const document = JSON.parse(readFileSync(new URL('../../../docs/api/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
const bodies = new Map(Object.values(document.paths).flatMap((of) => Object.values(of)).map((o) => [o.operationId, Object.values(o.requestBody?.content ?? {})[0]?.schema]));
const solved = (s: Schema): Schema => (s.$ref === undefined ? s : solved(document.components.schemas[s.$ref.split('/').at(-1) ?? ''] ?? {}));

/** Where a free text may stand: no list of values, no pattern, no format; its longest, which may be no bound. */
const room = (schema: Schema): number | undefined => {
  const s = solved(schema);
  if (s.anyOf) return s.anyOf.map(room).find((n) => n !== undefined);
  return s.type === 'string' && s.enum === undefined && s.const === undefined && s.pattern === undefined && s.format === undefined ? s.maxLength ?? Infinity : undefined;
};

/** Stands in a body for the text of the case. */
export const TEXT = '\u0000text';
export interface Filled { body: unknown; fields: string[] }

/**
 * The body of an operation with a text in every free field: those its base names by `TEXT`, at any depth, and every other one of its first level that the
 * contract knows, so that a field which comes later is tried without a word here. A field too short for the text is left out.
 */
export const fill = (operation: string, base: unknown, text: string, except: readonly string[] = []): Filled => {
  const schema = solved(bodies.get(operation) ?? {});
  const fields: string[] = [];
  const put = (value: unknown, path: string): unknown => {
    if (value === TEXT) { fields.push(path); return text; }
    if (Array.isArray(value)) return value.map((v, i) => put(v, `${path}[${String(i)}]`));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, put(v, path === '' ? k : `${path}.${k}`)]));
    return value;
  };
  const body = put(base, '') as Record<string, unknown>;
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    const most = room(of);
    if (most === undefined || name in body || except.includes(name) || text.length > most) continue;
    body[name] = text;
    fields.push(name);
  }
  return { body, fields: fields.map((f) => `${operation}.${f}`) };
};
