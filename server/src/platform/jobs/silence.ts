/** A worker silent for this long is dead; it says something every three seconds at most. */
const SILENCE_S = 30;
/** Where the database's clock says so already, seen still for this long: several signs of life, which a clock that jumped forward does not take away. */
const CONFIRM_S = 8;

/** A job's worker and its last sign of life; `said` is that sign's age in seconds by the database's clock. */
export interface Sign { id: string; worker: string; beat: string; said: number }

/**
 * Tells workers that fell silent. The age of a sign by the clock of the day is believed alone neither way: after a jump forward everybody would be dead, after a
 * jump back nobody for hours. So a sign must stand unchanged before our eyes too, by the steady clock `now` (milliseconds).
 */
export function silences(now: () => number = () => performance.now()): (signs: readonly Sign[]) => Set<string> {
  let seen = new Map<string, { sign: string; since: number }>();
  return (signs) => {
    const at = now(), next: typeof seen = new Map(), silent = new Set<string>();
    for (const { id, worker, beat, said } of signs) {
      const sign = `${worker} ${beat}`, before = seen.get(id), since = before?.sign === sign ? before.since : at, still = (at - since) / 1000;
      next.set(id, { sign, since });
      if (still > SILENCE_S || (said > SILENCE_S && still >= CONFIRM_S)) silent.add(id);
    }
    seen = next;
    return silent;
  };
}
