import type { z } from 'zod';
import type { ErrorCode } from './error.ts';
import type { Permission } from './permission.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anybody, any signed-in person, a declarant of the commune named by `{commune}` (never staff), or a member of it who holds the permission. */
export type Access = { kind: 'public' } | { kind: 'signed-in' } | { kind: 'declarant' } | { kind: 'commune'; permission: Permission };

interface EndpointBase {
  id: string;
  path: `/${string}`;
  access: Access;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A multipart upload with one file field named `file`; the body schema then reads the text fields. */
  upload?: { maxBytes: number };
  /** May be called with an access key instead of a session: one that reads for `get`, one that writes for the others. */
  keyed?: true;
  /**
   * Asks that the person proved who she is within the last minutes (password or code): at every call, when the body overrides a rule, or when the
   * caller's role reads personal data (what leaves then holds them).
   */
  stepUp?: 'always' | 'override' | 'personal';
  /** Costs much: held to a person's pace, which all instances share. */
  heavy?: true;
  status: 200 | 201 | 202 | 204;
  /** The JSON reply, or the media types of a streamed one. */
  reply: z.ZodType | readonly string[];
  errors: readonly ErrorCode[];
}

/** A write names its audit action; a read cannot. `audit: 'none'` is for writes that touch no commune's data (opening a session). */
export type EndpointSpec = EndpointBase & (
  | { method: 'get'; audit?: never }
  | { method: Exclude<Method, 'get'>; audit: `${string}.${string}` | 'none' }
);

/** An endpoint is a value: the server mounts it, the client calls it, OpenAPI is printed from it. */
export const endpoint = <const E extends EndpointSpec>(e: E): E => e;

export const allow = (permission: Permission): { kind: 'commune'; permission: Permission } => ({ kind: 'commune', permission });
export const PUBLIC: { kind: 'public' } = { kind: 'public' };
/** Hosts and operators, a realm apart from staff: their cookie opens these endpoints alone, and no staff cookie does. */
export const DECLARANT: { kind: 'declarant' } = { kind: 'declarant' };
export const SIGNED_IN: { kind: 'signed-in' } = { kind: 'signed-in' };

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;
export type Parsed<E extends EndpointSpec> = { params: Out<E['params']>; query: Out<E['query']>; body: Out<E['body']> };
export type Sent<E extends EndpointSpec> =
  (E['params'] extends z.ZodType ? { params: In<E['params']> } : unknown) &
  (E['query'] extends z.ZodType ? { query?: In<E['query']> } : unknown) &
  (E['body'] extends z.ZodType ? { body: In<E['body']> } : unknown);
export type Reply<E extends EndpointSpec> = E['reply'] extends z.ZodType ? z.output<E['reply']> : undefined;

export { CommuneCode, Id, inCommune, Page } from './schemas.ts';
