import { AppError } from '@sommier/domain/shared';
import type { Database } from '../db/index.ts';

/** Costly requests a person may make at once, and how many come back to her a minute: an office's busiest hour stays far below. */
const BURST = 120;
const PER_MINUTE = 30;
/** Turns come back with time. Further ahead than all of them take to come back, the clock went back behind the last one: the count starts anew rather than hold her for hours. */
const FILLED = `case when p.at > now() + cast(:burst as float8) / cast(:refill as float8) * interval '1 second' then :burst else least(:burst, p.tokens + extract(epoch from now() - p.at)::float8 * :refill) end`;

/**
 * Takes one of a person's turns at what costs much (`heavy` endpoints), counted in the database so that every instance knows. One statement: two
 * requests at the same moment cannot share a turn, and one refused takes none. Throws `too_many` with the seconds until the next.
 */
export async function takeTurn(db: Database, person: string): Promise<void> {
  const asked = { key: person, burst: BURST, refill: PER_MINUTE / 60 };
  const wait = await db.asPerson(null, async (tx) => {
    const taken = (await tx.raw(`insert into request_pace as p (key, tokens) values (:key, :burst - 1)
      on conflict (key) do update set at = now(), tokens = ${FILLED} - 1 where ${FILLED} >= 1 returning 1`, asked)).rows;
    if (taken.length > 0) return 0;
    return ((await tx.raw(`select ceil((1 - ${FILLED}) / :refill)::int as wait from request_pace p where p.key = :key`, asked)).rows[0] as { wait: number } | undefined)?.wait ?? 1;
  });
  if (wait > 0) throw new AppError('too_many', 'Too much costly work in a row', { reason: 'asked_too_much', seconds: wait, retryAfter: wait });
}
