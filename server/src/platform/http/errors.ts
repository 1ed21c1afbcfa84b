import type { NextFunction, Request, Response } from 'express';
import { AppError, type ErrorCode, errorTexts, fill, type Language, currencyExponent } from '@sommier/domain/shared';
import { message } from '@sommier/domain/messages';
import { isAway } from '../db/index.ts';
import type { Logger } from '../log.ts';
import { languageOf } from './language.ts';

/** What the server's own parts throw (body reader, URL decoder) as our codes, by HTTP status. */
const BY_STATUS: Record<number, ErrorCode> = { 400: 'invalid', 404: 'not_found', 413: 'too_large', 415: 'unsupported_file' };

/**
 * What the database says, by SQLSTATE: values no column takes are the reader's to mend. One that is away or full is for later (`isAway`), everything else is a
 * fault of ours.
 */
const BY_STATE: Record<string, ErrorCode> = {
  '22021': 'invalid', '22P02': 'invalid', '22P05': 'invalid', '22003': 'invalid', '2201F': 'invalid', '22008': 'invalid',
  '40001': 'conflict', '40P01': 'conflict', '23505': 'conflict',
};

/** Any fault as the one exception readers see. Unknown ones become `internal`: the database's text stays in the log. */
export function asAppError(fault: unknown): AppError {
  if (fault instanceof AppError) return fault;
  if (fault instanceof Error) {
    const { status, type, code: state } = fault as { status?: unknown; type?: unknown; code?: unknown };
    // What PostGIS cannot read in a drawing that came from outside has no state of its own.
    const drawn = state === 'XX000' && fault.message.includes('GeoJSON') ? 'invalid' : undefined;
    const known = drawn ?? (isAway(fault) ? 'not_ready' : typeof state === 'string' ? BY_STATE[state] : undefined);
    if (known) return new AppError(known, fault.message, known === 'not_ready' ? { retryAfter: 2 } : {}, fault);
    if (type === 'entity.parse.failed') return new AppError('bad_json', 'Broken JSON', {}, fault);
    const code = typeof status === 'number' ? BY_STATUS[status] : undefined;
    if (code) return new AppError(code, fault.message, {}, fault);
    if (fault instanceof URIError) return new AppError('invalid', fault.message, {}, fault);
  }
  return new AppError('internal', 'Internal error', {}, fault);
}

/** Amounts of a detail (`money`: minor units by name, with their currency) as its reader writes them. */
function spoken(detail: Record<string, unknown>, language: Language): Record<string, unknown> {
  const { money, currency } = detail as { money?: Record<string, string>; currency?: string };
  if (money === undefined || currency === undefined) return detail;
  const digits = currencyExponent(currency);
  const write = new Intl.NumberFormat(language === 'ar' ? 'ar-TN' : language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return { ...detail, ...Object.fromEntries(Object.entries(money).map(([name, minor]) => [name, `${write.format(Number(minor) / 10 ** digits)} ${currency}`])) };
}

/** Problem details (RFC 9457). `detail.reason` names a more precise text of the catalogue, filled from `detail`. */
export function problemOf(error: AppError, language: Language, requestId: string): Record<string, unknown> {
  const reason = typeof error.detail['reason'] === 'string' ? message(language, error.detail['reason'], spoken(error.detail, language)) : undefined;
  const text = errorTexts[language][error.code];
  const said = reason ?? fill(text, error.detail);
  // A field's own message: a text of the catalogue by its key, a sentence as it is; a bare word of the code says to nobody what to mend.
  const { issues } = error.detail as { issues?: readonly { path: string; message: string }[] };
  return {
    ...error.detail, ...(issues === undefined && error.code !== 'invalid' ? {} : { issues: (issues ?? [{ path: String(error.detail['field'] ?? 'body'), message: said }]).map((one) => ({ ...one, message: message(language, one.message, error.detail) ?? (/\s/.test(one.message) ? one.message : said) })) }), type: `urn:sommier:error:${error.code}`, title: error.code, status: error.status, code: error.code,
    message: said, request: requestId,
  };
}

/** The one place where a fault becomes an answer. */
export const errorHandler = (log: Logger) => (fault: unknown, req: Request, res: Response, next: NextFunction): void => {
  const error = asAppError(fault);
  const requestId = String(res.locals['requestId'] ?? '');
  if (error.code === 'internal' || (error.cause && error.code === 'not_ready')) log.error({ request: requestId, err: error.cause ?? error }, 'a request failed');
  // Once bytes have left, cutting the connection is the only honest sign of failure.
  if (res.headersSent) { next(fault); return; }
  const retryAfter = error.detail['retryAfter'];
  if (typeof retryAfter === 'number') res.setHeader('Retry-After', String(Math.ceil(retryAfter)));
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag', 'Content-Disposition']) res.removeHeader(name);
  res.setHeader('Cache-Control', 'no-store');
  res.status(error.status).type('application/problem+json').send(JSON.stringify(problemOf(error, (res.locals['language'] as Language | undefined) ?? languageOf(req), requestId)));
};
