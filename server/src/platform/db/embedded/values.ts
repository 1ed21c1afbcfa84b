import { prepareValue } from 'pg/lib/utils.js';

/** A bound value as the driver would write it, in text: arrays, dates, JSON and bytes alike. */
export function toText(value: unknown): string | null {
  const prepared = prepareValue(value);
  return Buffer.isBuffer(prepared) ? `\\x${prepared.toString('hex')}` : prepared;
}
