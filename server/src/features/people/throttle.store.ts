import { createHash } from 'node:crypto';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

/** Attempts within fifteen minutes before waiting; the address's are many because offices share one. */
const LIMITS = { email: 5, address: 60 } as const;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;

/** What the table keeps of an e-mail or an address: a digest, since a stranger's typing is nobody's business. */
export const throttleKey = (kind: keyof typeof LIMITS, value: string): string =>
  `${kind}:${createHash('sha256').update(value.trim().toLowerCase()).digest('base64url')}`;

/**
 * Counts an attempt before it is tried, so that attempts at the same moment count too. Answers the seconds to wait, 0 when it may be tried.
 * Past the limit each further attempt doubles the wait, up to fifteen minutes; attempts while waiting are not counted.
 */
async function countAttempt(tx: Tx, kind: keyof typeof LIMITS, key: string): Promise<number> {
  await tx.raw('insert into sign_in_throttle (key) values (:key) on conflict do nothing', { key });
  const row = (await tx.raw(
    `select t.failures, t.window_start < now() - interval '15 minutes' as stale, extract(epoch from t.locked_until - now())::float8 as wait
     from sign_in_throttle t where t.key = :key for update`, { key })).rows[0] as { failures: number; stale: boolean; wait: number | null };
  // Longer than any wait we set: the clock went back, and would keep her out for hours.
  const turned = row.wait !== null && row.wait > LONGEST_WAIT_S;
  if (row.wait !== null && row.wait > 0 && !turned) return row.wait;
  const failures = (row.stale && row.wait === null ? 0 : row.failures) + 1;
  const over = failures - LIMITS[kind];
  const wait = over < 0 ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(over, 10));
  await tx.raw(
    `update sign_in_throttle set failures = :failures, locked_until = case when :wait = 0 then null else now() + make_interval(secs => :wait) end,
       window_start = case when :fresh then now() else window_start end where key = :key`, { key, failures, wait, fresh: row.stale });
  return 0;
}

/** Throws `too_many` with the seconds to wait. Keys are locked in one order, so that two attempts cannot wait for each other. */
export async function allowAttempt(tx: Tx, keys: { address: string; email?: string }): Promise<void> {
  const waits = [await countAttempt(tx, 'address', keys.address), ...(keys.email === undefined ? [] : [await countAttempt(tx, 'email', keys.email)])];
  const seconds = Math.ceil(Math.max(...waits));
  if (seconds > 0) throw new AppError('too_many', 'Sign-in is throttled', { reason: 'sign_in_throttled', seconds, retryAfter: seconds });
}

/** A success wipes the person's count and takes its own attempt off the address's. */
export async function forgive(tx: Tx, keys: { address: string; email: string }): Promise<void> {
  await tx.raw('update sign_in_throttle set failures = greatest(0, failures - 1) where key = ?', [keys.address]);
  await tx.raw('delete from sign_in_throttle where key = ?', [keys.email]);
  await tx.raw(`delete from sign_in_throttle where window_start < now() - interval '1 day' and coalesce(locked_until, now()) <= now()`);
}
