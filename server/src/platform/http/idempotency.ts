import { createHash } from 'node:crypto';
import { AppError } from '@sommier/domain/shared';
import { canonical, plain } from '../audit/index.ts';
import type { Tx } from '../db/index.ts';

export interface Key { commune: number; person: string; key: string; hash: Buffer }

/** What identifies the same request: its endpoint and everything it sent. */
export const requestHash = (endpointId: string, sent: unknown): Buffer =>
  createHash('sha256').update(endpointId).update('\n').update(canonical(plain(sent))).digest();

/**
 * Takes the key for this transaction, or answers what was answered before. A second sender waits here until the first commits or fails.
 * Throws `conflict` when the key came before with another content.
 */
export async function takeKey(tx: Tx, { commune, person, key, hash }: Key): Promise<{ status: number; reply: unknown } | undefined> {
  const fresh = await tx.raw(
    'insert into idempotency (commune_id, person_id, key, request_hash) values (:commune, :person, :key, :hash) on conflict do nothing returning key',
    { commune, person, key, hash });
  if (fresh.rows.length > 0) return undefined;
  const before = (await tx.raw(
    'select i.request_hash, i.status, i.reply from idempotency i where i.commune_id = :commune and i.person_id = :person and i.key = :key',
    { commune, person, key })).rows[0] as { request_hash: Buffer; status: number; reply: unknown };
  if (!hash.equals(before.request_hash)) throw new AppError('conflict', 'This Idempotency-Key was used for another request', { reason: 'idempotency_reused' });
  return { status: before.status, reply: before.reply };
}

export async function keepAnswer(tx: Tx, { commune, person, key }: Key, status: number, reply: unknown): Promise<void> {
  await tx.raw('update idempotency set status = :status, reply = :reply where commune_id = :commune and person_id = :person and key = :key',
    { status, reply: JSON.stringify(reply ?? null), commune, person, key });
}
