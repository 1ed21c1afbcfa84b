import { pino, destination, type DestinationStream, type Logger } from 'pino';

/** What PostgreSQL says of a fault beside its message quotes rows: `Key (email)=(…) already exists`. */
const QUOTES_ROWS = ['detail', 'where', 'hint', 'internalQuery', 'dataType', 'bindings', 'parameters'] as const;
/** SQLSTATE class 22, data exceptions: their message ends in the value that was sent. */
const quotesValue = (code: unknown): boolean => typeof code === 'string' && /^22/.test(code);

/** A fault as it may stand in a log: its kind, place and stack, no value of anybody's. */
export function faultForLog(fault: unknown): unknown {
  if (!(fault instanceof Error)) return String(fault);
  const told = pino.stdSerializers.err(fault) as unknown as Record<string, unknown>;
  for (const name of QUOTES_ROWS) Reflect.deleteProperty(told, name);
  if (!quotesValue(told['code'])) return told;
  const said = fault.message, plain = said.replace(/"[^]*"/, '"…"');
  return { ...told, message: String(told['message']).replace(said, () => plain), stack: String(told['stack']).replace(said, () => plain) };
}

/** Structured lines on standard error: standard output belongs to what a command answers. No personal data, no query strings. */
export const openLog = (level = process.env['LOG_LEVEL'] ?? 'info', to: DestinationStream = destination({ dest: 2, sync: true })): Logger =>
  pino({
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: ['email', 'name', 'password', 'token', 'authorization', 'cookie', '*.email', '*.password', '*.token'],
    serializers: { err: faultForLog },
  }, to);

export type { Logger };
