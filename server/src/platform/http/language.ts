import type { IncomingMessage } from 'node:http';
import express, { type Request } from 'express';
import { LANGUAGES, type Language } from '@sommier/domain/shared';

/** Looks at nothing but the headers. */
const accepted = (req: IncomingMessage): string | false => express.request.acceptsLanguages.call(req as Request, ...LANGUAGES);

/** The reader's language: what the request accepts, else the person's own, else French. */
export function languageOf(req: IncomingMessage, own?: Language): Language {
  const header = req.headers['accept-language'];
  if (header && header !== '*') {
    const found = accepted(req);
    if (found) return found as Language;
  }
  return own ?? 'fr';
}
