import type { EndpointSpec, Reply, Sent } from '@sommier/domain/shared';

export interface FieldIssue { path: string; message: string }

/** What the server refused, in the reader's language (`message` says the mend). `offline`: no answer at all, status 0. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly issues: readonly FieldIssue[];
  readonly detail: Record<string, unknown>;
  constructor(status: number, code: string, message: string, issues: readonly FieldIssue[] = [], detail: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
    this.detail = detail;
  }
}

interface Surroundings { language: () => string; signInAgain: () => Promise<void>; proveAgain: (refusal: ProblemError) => Promise<void> }
let around: Surroundings = {
  language: () => 'fr', signInAgain: () => Promise.reject(new ProblemError(401, 'unauthenticated', '')), proveAgain: (refusal) => Promise.reject(refusal),
};
/** When she last proved who she is: the session goes on under a new cookie then, which a request already under way did not carry. */
let provedAt = 0;

/** Gives the caller the reader's language and the way to sign in again without leaving the screen. */
export const setSurroundings = (next: Partial<Surroundings>): void => { around = { ...around, ...next }; };

export interface CallOptions {
  signal?: AbortSignal;
  /** The file of a multipart upload; the body's fields then travel beside it as text. */
  file?: File;
  headers?: Record<string, string>;
  /** False for the session endpoints: a 401 there is an answer, not a lapsed session. */
  replay?: boolean;
}

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

/** Path and query of a request; arrays repeat their key, null and undefined are left out. Also serves links and downloads. */
export const urlOf = <E extends EndpointSpec>(e: E, sent: Sent<E>): string => {
  const { params = {}, query = {} } = sent as Loose;
  const path = e.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') search.append(key, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
};

const multipart = (file: File, body: unknown): FormData => {
  const form = new FormData();
  for (const [key, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) form.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  form.append('file', file, file.name);
  return form;
};

const problemOf = async (res: Response): Promise<ProblemError> => {
  const p = (await res.json().catch(() => ({}))) as Record<string, unknown>;
  const message = typeof p['message'] === 'string' ? p['message'] : `${res.status} ${res.statusText}`;
  return new ProblemError(res.status, typeof p['code'] === 'string' ? p['code'] : 'internal', message, Array.isArray(p['issues']) ? (p['issues'] as FieldIssue[]) : [], p);
};

/** The answer as it came, for streams. A lapsed session asks to sign in where the reader stands, and what binds the commune asks who she is; then the request is sent again. */
export const send = async <E extends EndpointSpec>(e: E, sent: Sent<E>, options: CallOptions = {}): Promise<Response> => {
  const { body } = sent as Loose;
  const init: RequestInit = {
    method: e.method.toUpperCase(), credentials: 'same-origin', signal: options.signal ?? null,
    headers: {
      accept: 'application/json', 'accept-language': around.language(),
      ...(body !== undefined && !options.file ? { 'content-type': 'application/json' } : {}), ...options.headers,
    },
    ...(options.file ? { body: multipart(options.file, body) } : body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const go = async (): Promise<Response> => {
    try { return await fetch(urlOf(e, sent), init); } catch (cause) {
      if (options.signal?.aborted) throw cause;
      throw new ProblemError(0, 'offline', '');
    }
  };
  const asked = performance.now();
  let res = await go();
  if (res.status === 401 && options.replay !== false) {
    if (provedAt <= asked) await around.signInAgain();
    res = await go();
  }
  if (res.status === 403) {
    const refusal = await problemOf(res);
    if (refusal.code !== 'step_up_required' || options.replay === false) throw refusal;
    await around.proveAgain(refusal);
    provedAt = performance.now();
    res = await go();
  }
  if (!res.ok) throw await problemOf(res);
  return res;
};

/** Calls an endpoint; arguments and answer have the types of its contract. Answers are checked against it while developing. */
export const call = async <E extends EndpointSpec>(e: E, sent: Sent<E>, options: CallOptions = {}): Promise<Reply<E>> => {
  const res = await send(e, sent, options);
  if (res.status === 204 || !res.headers.get('content-type')?.startsWith('application/json')) return undefined as Reply<E>;
  const json: unknown = await res.json();
  if (import.meta.env.DEV && 'parse' in e.reply) return e.reply.parse(json) as Reply<E>;
  return json as Reply<E>;
};
