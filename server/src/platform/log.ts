import { pino, destination, type Logger } from 'pino';

/** Structured lines on standard error: standard output belongs to what a command answers. No personal data, no query strings. */
export const openLog = (level = process.env['LOG_LEVEL'] ?? 'info'): Logger =>
  pino({
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: ['email', 'name', 'password', 'token', 'authorization', 'cookie', '*.email', '*.password', '*.token'],
  }, destination({ dest: 2, sync: true }));

export type { Logger };
