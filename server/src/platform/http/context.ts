import type { Request, Response } from 'express';
import type { EndpointSpec, Language, Parsed, Reply, Role } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../db/index.ts';
import type { CommuneHere, Declarant, KeyScope, Signed } from '../session/index.ts';

/** A file received, on disk in a folder of ours; removed when the request ends unless the handler moved it. `name` is the sender's, for display only. */
export interface Received { path: string; name: string; bytes: number }

interface Base {
  /** The transaction of the request; reading it in an endpoint mounted with `ownTransactions` throws. */
  tx: Tx;
  language: Language;
  requestId: string;
  req: Request;
  res: Response;
  file: Received | undefined;
  /** What the endpoint's `before` answered. */
  prepared?: unknown;
  /** Runs after the commit, before the answer: removing a file, waking a runner. */
  afterCommit: (work: () => void | Promise<void>) => void;
}
interface WithPerson extends Base { person: Signed }
export interface CommuneContext extends WithPerson {
  commune: CommuneHere;
  role: Role;
  /** The access key it came with, where it came with one. */
  key?: KeyScope;
  /**
   * Notes one line of the audit trail under the endpoint's action; written as the last statement of the transaction.
   * @param subject `<kind>:<id>`; nothing personal in it nor in `detail`: personal values go in `personal` by path.
   */
  record: (subject: string, detail?: Record<string, unknown>, personal?: Record<string, string>) => void;
}
/** What a declarant's endpoint is given: its transaction sees her own party's returns alone. */
export interface DeclarantContext extends Base { commune: CommuneHere; declarant: Declarant; record: CommuneContext['record'] }
/** What a handler is given, by who may call. */
export type Context<E extends EndpointSpec> =
  E['access'] extends { kind: 'commune' } ? CommuneContext : E['access'] extends { kind: 'signed-in' } ? WithPerson : E['access'] extends { kind: 'declarant' } ? DeclarantContext : Base;

/** A streamed reply is written by the handler itself, or by the function it answers, which runs after the commit (large files). */
export type Answer<E extends EndpointSpec> = E['reply'] extends z.ZodType ? Reply<E> : void | ((res: Response) => void | Promise<void>);
export type Handler<E extends EndpointSpec> = (input: Parsed<E>, ctx: Context<E>) => Promise<Answer<E>>;
