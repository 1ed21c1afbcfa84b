import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Express, Request, Response } from 'express';
import type { Language } from '@sommier/domain/shared';
import type { Logger } from '../log.ts';
import { countAnswer } from '../metrics.ts';
import { errorHandler } from './errors.ts';
import { beginRequest } from './journal.ts';
import { languageOf } from './language.ts';
import { securityHeaders } from './security-headers.ts';

/** A request on its way past the routers. */
export interface DirectCall {
  req: IncomingMessage;
  res: ServerResponse;
  /** It came over HTTPS, to us or to a proxy that is trusted. */
  secure: boolean;
  /** The route as declared, and the reader's own language once she is known: for the journal and the words of a fault. */
  route?: string;
  /** Its fault is answered and counted as everywhere. */
  failed?: true;
  language?: Language;
}

/**
 * Addresses answered past the routers: a map asks for them by the dozen, and what every other request passes through would cost more than the
 * answer. The handler itself sees to the session, the permission and the input; its faults become answers as everywhere.
 */
export interface Direct { prefix: `/${string}/`; answer: (call: DirectCall) => Promise<void> }

const always = securityHeaders.flat();

/** Sends an answer with the headers every answer has. Names and values alternate: no header is looked at twice. */
export function reply(res: ServerResponse, status: number, headers: readonly string[], body?: Buffer): void {
  res.writeHead(status, [...always, ...headers, ...(body === undefined ? [] : ['Content-Length', String(body.length)])]);
  res.end(body);
}

interface Around { app: Express; log: Logger; direct: () => readonly Direct[] }
type Trusts = (address: string, hop: number) => boolean;

function isSecure(req: IncomingMessage, trusts: Trusts): boolean {
  if ((req.socket as Partial<TLSSocket>).encrypted === true) return true;
  const said = req.headers['x-forwarded-proto'];
  return typeof said === 'string' && trusts(req.socket.remoteAddress ?? '', 0) && (said.split(',')[0] ?? '').trim() === 'https';
}

/** The application's listener: reads of a direct address go to its handler, everything else to the application. */
export function listenerOf({ app, log, direct }: Around): RequestListener {
  const fail = errorHandler(log), begin = beginRequest(log);
  const trusts = app.get('trust proxy fn') as Trusts;
  /** A fault is rare, and worth the words: the request joins the application's own kind for its answer and its line in the journal. */
  const failed = ({ req: plainReq, res: plainRes, route, language }: DirectCall, fault: unknown): void => {
    const req = Object.setPrototypeOf(plainReq, app.request) as Request, res = Object.setPrototypeOf(plainRes, app.response) as Response;
    req.res = res;
    res.req = req;
    res.locals = Object.assign(Object.create(null) as Response['locals'], { route, language: languageOf(req, language) });
    begin(req, res);
    if (!res.headersSent) for (const [name, value] of securityHeaders) res.setHeader(name, value);
    fail(fault, req, res, () => { res.destroy(); });
  };
  return (req, res) => {
    const one = req.method === 'GET' || req.method === 'HEAD' ? direct().find(({ prefix }) => req.url?.startsWith(prefix)) : undefined;
    if (one === undefined) { app(req, res); return; }
    const call: DirectCall = { req, res, secure: isSecure(req, trusts) }, started = performance.now();
    res.once('close', () => { if (!call.failed) countAnswer({ method: req.method ?? 'GET', route: call.route ?? one.prefix, status: res.statusCode, ms: performance.now() - started, cut: !res.writableFinished }); });
    one.answer(call).catch((fault: unknown) => { call.failed = true; failed(call, fault); });
  };
}
