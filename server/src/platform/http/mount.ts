import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { AppError, can, type EndpointSpec, type Parsed } from '@sommier/domain/shared';
import { type Entry, record as writeAudit } from '../audit/index.ts';
import type { Tx } from '../db/index.ts';
import type { Deps } from '../deps.ts';
import { type Declarant, declarantOf, type Principal, principalOf, readCookie } from '../session/index.ts';
import { callerByKey, keyIn } from './access-key.ts';
import type { Answer, CommuneContext, Context, Handler } from './context.ts';
import { refuseCrossSite } from './cross-site.ts';
import { keepAnswer, requestHash, takeKey, type Key } from './idempotency.ts';
import { languageOf } from './language.ts';
import { parseInput } from './parse.ts';
import { sendJson } from './reply.ts';
import { takeTurn } from './turns.ts';
import { refuseUnproved } from './step-up.ts';
import { receive } from './upload.ts';

interface Options {
  /** The handler opens its own transactions (what it does must outlast a refusal, or must not hold one open). Not for commune writes. */
  ownTransactions?: boolean;
  /** A read that bears a moment's delay may be served by the replica (tiles, exports). */
  replica?: boolean;
  /** The answer carries a secret: it is never kept for a repeated request. */
  unkept?: boolean;
  /** Runs before the transaction opens, once who asks is known and the input is read: what is slow (a file's hash, a store) must not hold one. Its answer is `ctx.prepared`. */
  before?: (input: { params: unknown; query: unknown; body: unknown }, base: Pick<CommuneContext, 'commune' | 'person' | 'role' | 'file' | 'language'>) => Promise<unknown>;
}

const isRead = (e: EndpointSpec): boolean => e.method === 'get';
const isStream = (e: EndpointSpec): e is EndpointSpec & { reply: readonly string[] } => Array.isArray(e.reply);

/** Staff (a person) or a declarant, never both. */
type Caller = (Principal & { declarant?: undefined }) | { person?: undefined; role?: undefined; key?: undefined; declarant: Declarant; commune: NonNullable<Principal['commune']> };

/** Who asks, and whether the endpoint is hers to call. Throws `unauthenticated` or `forbidden`; a commune one does not belong to and one that does not exist answer alike. */
async function authorize(deps: Deps, e: EndpointSpec, req: Request): Promise<Caller | undefined> {
  const key = e.keyed ? keyIn(req) : undefined;
  if (key !== undefined) return callerByKey(deps.db, e, key, String(req.params['commune']));
  const realm = e.access.kind === 'declarant' ? 'declarant' : 'staff';
  const token = readCookie(req, realm);
  if (!isRead(e)) refuseCrossSite(req, token !== undefined, e.access.kind === 'public');
  if (e.access.kind === 'public') return undefined;
  if (e.access.kind === 'declarant') {
    const caller = token === undefined ? undefined : await declarantOf(deps.db, token, String(req.params['commune']));
    if (!caller) throw new AppError('unauthenticated', 'No session');
    return caller;
  }
  const code = e.path.includes('{commune}') ? req.params['commune'] : req.query['commune'];
  const principal = token === undefined ? undefined : await principalOf(deps.db, token, typeof code === 'string' ? code : undefined);
  if (!principal) throw new AppError('unauthenticated', 'No session');
  if (e.access.kind === 'commune' && principal.barred) throw new AppError('second_factor_required', 'The role asks a second factor');
  if (e.access.kind === 'commune' && !(principal.role && can(principal.role, e.access.permission))) throw new AppError('forbidden', `Not allowed: ${e.access.permission}`);
  return principal;
}

/** Runs `work` in the transaction the endpoint's access asks for. */
function within<T>(deps: Deps, e: EndpointSpec, options: Options, who: Caller | undefined, work: (tx: Tx | undefined) => Promise<T>): Promise<T> {
  if (options.ownTransactions) return work(undefined);
  if (e.access.kind === 'commune' && who?.person && who.commune) {
    return deps.db.inCommune({ commune: who.commune.id, person: who.person.id }, work, { readOnly: isRead(e) && options.replica === true });
  }
  if (who?.declarant) {
    const { partyId } = who.declarant;
    return deps.db.inCommune({ commune: who.commune.id }, async (tx) => {
      await tx.raw(`select set_config('sommier.declarant', ?, true)`, [partyId]);
      return work(tx);
    });
  }
  return deps.db.asPerson(who?.person?.id ?? null, work);
}

/** One transaction: the key of a repeated creation, the handler, then the audit trail as its last statements. */
async function perform<E extends EndpointSpec>(e: E, handle: Handler<E>, input: Parsed<E>, base: Omit<CommuneContext, 'record' | 'tx'>, tx: Tx | undefined, key: Key | undefined): Promise<Answer<E>> {
  if (key && tx) {
    const before = await takeKey(tx, key);
    if (before) { base.res.setHeader('Idempotent-Replayed', 'true'); return before.reply as Answer<E>; }
  }
  const entries: Entry[] = [];
  const { declarant } = base as { declarant?: Declarant };
  const actor = declarant ? { declarant: declarant.accountId } : { person: (base.person as CommuneContext['person'] | undefined)?.id ?? null };
  const record: CommuneContext['record'] = (subject, detail, personal) => {
    if (e.audit === undefined || e.audit === 'none') throw new Error(`${e.id} names no audit action`);
    entries.push({ action: e.audit as Entry['action'], subject, ...(detail ? { detail } : {}), ...(personal ? { personal } : {}) });
  };
  const ctx = { ...base, record, get tx(): Tx { if (!tx) throw new Error(`${e.id} opens its own transactions`); return tx; } } as unknown as Context<E>;
  const answer = await handle(input, ctx);
  if (e.audit !== undefined && e.audit !== 'none' && entries.length === 0) throw new Error(`${e.id} changed data and recorded nothing`);
  // A file that holds personal data leaves a line of who took it, though nothing was written. Its query holds codes alone: words travel in bodies.
  const { role } = base as { role?: CommuneContext['role'] };
  if (tx && e.stepUp === 'personal' && (e.audit === undefined || e.audit === 'none') && role !== undefined && can(role, 'personal.read')) entries.push({ action: 'personal.file_taken', subject: `file:${e.id}`, detail: { ...input.query as object | undefined } });
  if (key && tx) await keepAnswer(tx, key, e.status, answer);
  if (tx && entries.length > 0) await writeAudit(tx, { commune: base.commune.id, ...actor, requestId: base.requestId }, entries);
  return answer;
}

async function send(e: EndpointSpec, req: Request, res: Response, answer: unknown, checkReply: boolean): Promise<void> {
  if (isStream(e)) {
    if (typeof answer === 'function') await (answer as (to: Response) => void | Promise<void>)(res);
    else if (!res.writableEnded && !res.headersSent) throw new Error(`${e.id} answered nothing`);
    return;
  }
  if (res.headersSent) return;
  const reply = checkReply ? (e.reply as z.ZodType).parse(answer) : answer;
  if (e.status === 204) { res.status(204).end(); return; }
  await sendJson(req, res, e.status, reply);
}

/**
 * Joins an endpoint to its handler: cross-site guard, session, permission, upload, parsing, one transaction with its audit lines, reply.
 * A write with an audit action that records nothing is rolled back. Replies are checked against their schemas outside production.
 */
export function mount<E extends EndpointSpec>(router: Router, deps: Deps, e: E, handle: Handler<E>, options: Options = {}): void {
  if (options.ownTransactions && e.audit !== undefined && e.audit !== 'none') throw new Error(`${e.id} writes to a commune and needs the transaction of mount`);
  const path = e.path.replace(/\{(\w+)\}/g, ':$1');
  router[e.method](path, async (req: Request, res: Response) => {
    res.locals['route'] = e.path;
    res.locals['language'] = languageOf(req);
    const who = await authorize(deps, e, req);
    const language = languageOf(req, who?.declarant?.language ?? who?.person?.language);
    res.locals['language'] = language;
    const received = e.upload ? await receive(req, res, deps, e.upload.maxBytes) : undefined;
    try {
      const input = parseInput(e, { params: req.params, query: req.query, body: req.body }, language) as Parsed<E>;
      if (who) refuseUnproved(e, who, input.body, deps.env.stepUpMinutes);
      if (e.heavy && who) await takeTurn(deps.db, who.person?.id ?? `declarant ${who.declarant?.accountId ?? ''}`);
      const after: (() => void | Promise<void>)[] = [];
      const requestId = String(res.locals['requestId']);
      const base = {
        language, requestId, req, res, file: received?.file, afterCommit: (work: () => void | Promise<void>) => { after.push(work); },
        person: who?.person, commune: who?.commune, role: who?.role, key: who?.key, declarant: who?.declarant,
      } as unknown as Omit<CommuneContext, 'record' | 'tx'>;
      const sentKey = req.headers['idempotency-key'];
      const key = typeof sentKey === 'string' && sentKey !== '' && e.method === 'post' && e.access.kind === 'commune' && !isStream(e) && !options.ownTransactions && !options.unkept
        ? { commune: base.commune.id, person: base.person.id, key: sentKey.slice(0, 200), hash: requestHash(e.id, { ...input, file: received && { name: received.file.name, bytes: received.file.bytes } }) }
        : undefined;
      if (options.before) base.prepared = await options.before(input, base);
      const answer = await within(deps, e, options, who, (tx) => perform(e, handle, input, base, tx, key));
      for (const work of after) await work();
      await send(e, req, res, answer, !deps.env.production);
    } finally {
      await received?.remove();
    }
  });
}
