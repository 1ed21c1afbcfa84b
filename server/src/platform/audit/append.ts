import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/index.ts';
import { clean, plain } from './canonical.ts';
import { AT_TEXT, commitment, entryHash } from './hash.ts';

/** Rows per insert: a statement takes 65,535 parameters at most. */
const SLICE = 500;

/** One line of the trail. Nothing personal in `subject` or `detail`: personal values go in `personal`, by path. */
export interface Entry {
  action: `${string}.${string}`;
  /** What it is about: `<kind>:<id>`. */
  subject: string;
  detail?: Record<string, unknown>;
  personal?: Record<string, string>;
}

/** Who did it: a person by id, a declarant by her account, or the operator's command, or the system itself. */
export interface Actor {
  commune: number;
  person?: string | null;
  via?: 'person' | 'command' | 'system';
  /** The account of a declarant, who is no person of the staff. */
  declarant?: string;
  requestId?: string | null;
}

/**
 * Appends entries to the commune's chain inside `tx`, which must be the commune's. It locks the chain's head until commit: call it as the
 * last thing of the transaction, so that nobody waits for the work before it. The counter has no gap because the head moves with the entries.
 */
export async function record(tx: Tx, actor: Actor, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.raw('insert into audit_head (commune_id) values (:commune) on conflict do nothing', { commune: actor.commune });
  const head = (await tx.raw(
    `select audit_head.seq, audit_head.hash, ${AT_TEXT('clock_timestamp()')} as at from audit_head where audit_head.commune_id = :commune for update`,
    { commune: actor.commune },
  )).rows[0] as { seq: string; hash: Buffer; at: string };
  let seq = BigInt(head.seq);
  let previous: Buffer = Buffer.from(head.hash);
  const rows: Record<string, unknown>[] = [];
  const secrets: Record<string, unknown>[] = [];
  const actorId = actor.person ?? null;
  for (const entry of entries) {
    seq += 1n;
    const personal: Record<string, string> = {};
    for (const [path, raw] of Object.entries(entry.personal ?? {})) {
      const salt = randomBytes(32);
      const value = clean(raw);
      const sealed = commitment(salt, value);
      personal[path] = sealed.toString('hex');
      secrets.push({ commune_id: actor.commune, seq: String(seq), path, salt, value, commitment: sealed });
    }
    const hashed = {
      commune: actor.commune, seq: String(seq), at: head.at, actor_id: actorId, actor: actorId ? `person:${actorId}` : actor.declarant ? `declarant:${actor.declarant}` : (actor.via ?? 'system'),
      action: entry.action, subject: clean(entry.subject), detail: plain(entry.detail ?? {}), request_id: actor.requestId ?? null, personal,
    };
    const hash = entryHash(previous, hashed);
    const { commune: _, personal: __, ...columns } = hashed;
    rows.push({ ...columns, commune_id: actor.commune, detail: JSON.stringify(hashed.detail), prev_hash: previous, hash });
    previous = hash;
  }
  for (let i = 0; i < rows.length; i += SLICE) await tx('audit_entry').insert(rows.slice(i, i + SLICE));
  for (let i = 0; i < secrets.length; i += SLICE) await tx('audit_personal').insert(secrets.slice(i, i + SLICE));
  await tx.raw('update audit_head set seq = :seq, hash = :hash where audit_head.commune_id = :commune', { seq: String(seq), hash: previous, commune: actor.commune });
}
