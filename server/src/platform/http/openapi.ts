import { z } from 'zod';
import { ERROR_STATUS, type EndpointSpec, type ErrorCode, Problem } from '@sommier/domain/shared';

type Json = Record<string, unknown>;

/** The description of the endpoints as OpenAPI 3.1. Throws when one schema name stands for two shapes (a request's and a reply's). */
export function openapi(all: readonly EndpointSpec[], version: string): Json {
  const schemas: Record<string, Json> = {};
  const paths: Record<string, Json> = {};

  // zod puts every schema that has a meta id under $defs; OpenAPI wants them under components.
  const publish = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema: _, $defs = {}, ...root } = JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).replaceAll('#/$defs/', '#/components/schemas/'),
    ) as Json & { $defs?: Record<string, Json> };
    const keep = (name: string, def: Json): void => {
      const before = schemas[name];
      if (before && JSON.stringify(before) !== JSON.stringify(def)) throw new Error(`${name} is not the same in requests and replies; give each its own name`);
      schemas[name] = def;
    };
    for (const [name, def] of Object.entries($defs)) keep(name, def);
    if (typeof root['id'] === 'string') {
      const { id, ...def } = root as Json & { id: string };
      keep(id, def);
      return { $ref: `#/components/schemas/${id}` };
    }
    return root;
  };
  const problem = { 'application/problem+json': { schema: publish(Problem, 'output') } };

  for (const e of all) {
    const parameters = (['params', 'query'] as const).flatMap((where) => Object.entries(e[where]?.shape ?? {}).map(([name, schema]) => ({
      name, in: where === 'params' ? 'path' : 'query', required: where === 'params' || !(schema as z.ZodType).safeParse(undefined).success, schema: publish(schema as z.ZodType, 'input'),
    })));
    const done = e.status === 204 ? { description: 'Done' }
      : Array.isArray(e.reply)
        ? { description: 'Done', content: Object.fromEntries((e.reply as readonly string[]).map((type) => [type, { schema: {} }])) }
        : { description: 'Done', content: { 'application/json': { schema: publish(e.reply as z.ZodType, 'output') } } };
    const refusals: Record<string, Json> = {};
    for (const code of refusalsOf(e)) {
      const status = String(ERROR_STATUS[code]);
      refusals[status] = { description: refusals[status] ? `${String(refusals[status]['description'])}, ${code}` : code, content: problem };
    }
    (paths[e.path] ??= {})[e.method] = {
      operationId: e.id, summary: e.summary, tags: [e.path.split('/').find((part) => part !== '' && part !== 'api' && part !== 'communes' && !part.startsWith('{')) ?? 'communes'],
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(e.access.kind === 'public' ? { security: [] } : {}),
      ...(e.access.kind === 'declarant' ? { security: [{ declarant: [] }] } : {}),
      ...(e.keyed ? { security: [{ session: [] }, { key: [] }] } : {}),
      ...(e.access.kind === 'commune' ? { 'x-permission': e.access.permission } : {}),
      ...(e.audit !== undefined && e.audit !== 'none' ? { 'x-audit': e.audit } : {}),
      ...(e.stepUp ? { 'x-step-up': e.stepUp } : {}),
      ...(e.heavy ? { 'x-paced': true } : {}),
      ...bodyOf(e, publish),
      responses: { [e.status]: done, ...refusals },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sommier', version, description: 'The register of a city’s property and of the platform activity on its territory.' },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))), securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sommier' }, declarant: { type: 'apiKey', in: 'cookie', name: 'sommier-declarant' }, key: { type: 'http', scheme: 'bearer' } } },
  };
}

/** What mount refuses by itself stands beside what the endpoint names. */
const refusalsOf = (e: EndpointSpec): Set<ErrorCode> => new Set([...e.errors, ...(e.stepUp ? ['step_up_required'] as const : []), ...(e.access.kind === 'commune' ? ['second_factor_required'] as const : []), ...(e.heavy ? ['too_many'] as const : [])]);

function bodyOf(e: EndpointSpec, publish: (schema: z.ZodType, io: 'input') => Json): Json {
  if (e.upload) {
    const fields = e.body ? publish(e.body, 'input') : { type: 'object' };
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { allOf: [file, fields] } } } } };
  }
  return e.body ? { requestBody: { required: true, content: { 'application/json': { schema: publish(e.body, 'input') } } } } : {};
}
