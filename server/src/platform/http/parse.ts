import { z } from 'zod';
import { AppError, type EndpointSpec, type Language } from '@sommier/domain/shared';

const LOCALES = { fr: z.locales.fr().localeError, ar: z.locales.ar().localeError, en: z.locales.en().localeError };

/** No text column takes the character NUL. */
const hasNul = (value: unknown): boolean =>
  (typeof value === 'string' ? value.includes('\u0000')
    : value !== null && typeof value === 'object' && Object.entries(value).some(([key, member]) => key.includes('\u0000') || hasNul(member)));

/** Checks one part of a request. Throws `invalid` naming every field at fault, in the reader's language. */
export function parsePart(part: string, schema: z.ZodType | undefined, value: unknown, language: Language): unknown {
  if (!schema) return undefined;
  if (hasNul(value)) throw new AppError('invalid', `The ${part} holds NUL`, { issues: [{ path: part, message: 'NUL' }] });
  const read = schema.safeParse(value, { error: LOCALES[language] });
  if (read.success) return read.data;
  throw new AppError('invalid', `The ${part} is not valid`, {
    issues: read.error.issues.map((issue) => ({ path: [part, ...issue.path].join('.'), message: issue.message })),
  });
}

/** In a query a name sent twice is a list; a list of one arrives as text, which a schema of lists should take (z.preprocess). */
export const parseInput = (e: EndpointSpec, sent: { params: unknown; query: unknown; body: unknown }, language: Language) => ({
  params: parsePart('params', e.params, sent.params, language),
  query: parsePart('query', e.query, sent.query, language),
  body: parsePart('body', e.body, sent.body, language),
});
