import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';

export type ReplicaState = 'following' | 'behind' | 'away';
/** Which database a read that bears a moment's wait is given. */
export interface Replica {
  /** The replica once it holds all that was acknowledged before this call, the primary where that takes too long. Never throws for the replica's sake. */
  choose: () => Promise<Knex>;
  /** The replica broke its link before any work was done on it. */
  failed: () => void;
  /** When last asked. `behind`: it lacked what the primary had; `away`: it did not answer, or is no longer a replica. */
  state: () => ReplicaState;
}

interface Patience { waitMs: number; step: number; restMs: number }
/** A replica on the same network is some milliseconds late; one that is later is left alone for a while, so that nobody waits for it in turn. */
const PATIENCE: Patience = { waitMs: 300, step: 15, restMs: 10_000 };

const position = (lsn: string): bigint => {
  const [high = '0', low = '0'] = lsn.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

/**
 * Compares positions in the log (PostgreSQL's manual, "Backup Control Functions"): who saved and then exports finds in it what was saved. Clocks play no
 * part, and a replica whose link broke in silence is noticed as one that is late.
 */
export function followReplica(primary: Knex, replica: Knex, { waitMs, step, restMs }: Patience = PATIENCE): Replica {
  let state: ReplicaState = 'following', notBefore = 0;
  const ask = async (knex: Knex, sql: string): Promise<bigint | undefined> => {
    const at = (await knex.raw<{ rows: { at: string | null }[] }>(sql)).rows[0]?.at;
    return at == null ? undefined : position(at);
  };
  const leave = (found: ReplicaState): Knex => { state = found; notBefore = performance.now() + restMs; return primary; };
  return {
    async choose() {
      if (performance.now() < notBefore) return primary;
      const saved = await ask(primary, 'select pg_current_wal_flush_lsn()::text as at');
      for (const until = performance.now() + waitMs; ; await sleep(step)) {
        const there = await ask(replica, 'select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()::text end as at').catch(() => undefined);
        if (there === undefined || saved === undefined) return leave('away');
        if (there >= saved) { state = 'following'; return replica; }
        if (performance.now() > until) return leave('behind');
      }
    },
    failed() { leave('away'); },
    state: () => state,
  };
}
