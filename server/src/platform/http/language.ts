import type { Request } from 'express';
import { LANGUAGES, type Language } from '@sommier/domain/shared';

/** The reader's language: what the request accepts, else the person's own, else French. */
export function languageOf(req: Request, own?: Language): Language {
  const header = req.headers['accept-language'];
  if (header && header !== '*') {
    const found = req.acceptsLanguages([...LANGUAGES]);
    if (found) return found as Language;
  }
  return own ?? 'fr';
}
