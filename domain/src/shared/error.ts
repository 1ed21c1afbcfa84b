/** The closed list of codes; each fixes its HTTP status. */
export const ERROR_STATUS = {
  invalid: 400, bad_json: 400, unauthenticated: 401, forbidden: 403, step_up_required: 403, second_factor_required: 403, cross_site: 403, not_found: 404, not_allowed: 405, conflict: 409, gone: 410,
  stale: 412, too_large: 413, unsupported_file: 415, rule_refused: 422, too_many: 429, internal: 500, not_ready: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** The one exception that crosses the edge; `message` is for logs, readers get the catalogue's text for `code`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: Record<string, unknown>;
  constructor(code: ErrorCode, message: string, detail: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.detail = detail;
  }
  get status(): number { return ERROR_STATUS[this.code]; }
}

export { Issue, Problem } from './schemas.ts';
