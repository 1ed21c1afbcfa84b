import { SourceRefused } from './types.ts';

/** Largest single value, element or line taken: what passes it is a fault or an attack, never a record. */
export const LARGEST_RECORD = 16_000_000;

/** Counts what was read since something whole came out; ends a reading that would hold ever more. */
export class HeldBytes {
  #held = 0;
  readonly #limit: number;
  constructor(limit = LARGEST_RECORD) { this.#limit = limit; }
  /** @throws SourceRefused `record_too_big` */
  read(bytes: number): void {
    this.#held += bytes;
    if (this.#held > this.#limit) throw new SourceRefused('record_too_big', { params: { limit: Math.round(this.#limit / 1e6) } });
  }
  whole(): void { this.#held = 0; }
}

/** NUL and other controls, and the marks that turn the direction of what follows (UAX #9 embeddings, overrides, isolates): no datum needs them, and they disguise text. */
const DISGUISE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const ANY_DISGUISE = new RegExp(DISGUISE.source);
/** A text without them, else as it stands. */
export const undisguised = (text: string): string => (ANY_DISGUISE.test(text) ? text.replace(DISGUISE, '') : text);
const LONELY = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** A value from a file as it may be kept: on one line where `line`, without disguise, trimmed, at most `max` characters; null when nothing is left. */
export function plainValue(value: unknown, max = 300): string | null {
  if (value === null || value === undefined || typeof value === 'object') return null;
  const text = String(value as string | number | boolean).replace(DISGUISE, '').replace(/\s+/g, ' ').trim();
  return text === '' ? null : [...text].slice(0, max).join('').replace(LONELY, '\ufffd');
}
