import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';

/** Over HTTPS the name's prefix binds the cookie to this host and to secure links; plain HTTP (loopback) cannot carry that prefix. */
const SECURE_PREFIX = '__Host-';
/** Staff and declarants are two realms: each has a cookie of its own, and neither is read in the place of the other. `provider`: a sign-in under way elsewhere. */
const NAMES = { staff: 'sommier', declarant: 'sommier-declarant', provider: 'sommier-provider' } as const;
export type Realm = keyof typeof NAMES;
const nameOf = (realm: Realm, secure: boolean): string => `${secure ? SECURE_PREFIX : ''}${NAMES[realm]}`;

export const newToken = (): string => randomBytes(32).toString('base64url');
/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The session's token as sent, or undefined. */
export const readCookie = (req: Request, realm: Realm = 'staff'): string | undefined => tokenIn(req, req.secure, realm);

/** The same where it is known otherwise whether the link is secure. */
export function tokenIn(req: IncomingMessage, secure: boolean, realm: Realm = 'staff'): string | undefined {
  const wanted = nameOf(realm, secure);
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** The provider sends people back by a link, which a strict cookie does not follow. */
const options = (req: Request, realm: Realm) => ({ httpOnly: true, sameSite: realm === 'provider' ? 'lax' : 'strict', secure: req.secure, path: '/' } as const);

export function sendCookie(req: Request, res: Response, token: string, expires: Date, realm: Realm = 'staff'): void {
  res.cookie(nameOf(realm, req.secure), token, { ...options(req, realm), expires });
}
export function clearCookie(req: Request, res: Response, realm: Realm = 'staff'): void {
  res.clearCookie(nameOf(realm, req.secure), options(req, realm));
}
