import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';

/** Over HTTPS the name's prefix binds the cookie to this host and to secure links; plain HTTP (loopback) cannot carry that prefix. */
const SECURE = '__Host-sommier';
const PLAIN = 'sommier';

export const newToken = (): string => randomBytes(32).toString('base64url');
/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The session's token as sent, or undefined. */
export const readCookie = (req: Request): string | undefined => tokenIn(req, req.secure);

/** The same where it is known otherwise whether the link is secure. */
export function tokenIn(req: IncomingMessage, secure: boolean): string | undefined {
  const wanted = secure ? SECURE : PLAIN;
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return undefined;
}

const options = (req: Request) => ({ httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/' } as const);

export function sendCookie(req: Request, res: Response, token: string, expires: Date): void {
  res.cookie(req.secure ? SECURE : PLAIN, token, { ...options(req), expires });
}
export function clearCookie(req: Request, res: Response): void {
  res.clearCookie(req.secure ? SECURE : PLAIN, options(req));
}
