import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';

/** The part of an entry the chain hashes. `personal` holds commitments in hexadecimal, by path; `at` is UTC text to the microsecond. */
export interface Hashed {
  commune: number;
  seq: string;
  at: string;
  actor_id: string | null;
  actor: string;
  action: string;
  subject: string;
  detail: unknown;
  request_id: string | null;
  personal: Record<string, string>;
}

/** sha256(previous hash, canonical JSON of the entry). */
export const entryHash = (previous: Buffer, entry: Hashed): Buffer =>
  createHash('sha256').update(previous).update(canonical(entry)).digest();

/** sha256(salt, value): without the salt the value cannot be guessed from it, so erasing both forgets the value. */
export const commitment = (salt: Buffer, value: string): Buffer =>
  createHash('sha256').update(salt).update(value, 'utf8').digest();

/** How `at` is read back, the same on both sides of the hash. */
export const AT_TEXT = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
