const KEPT = 10_000;

/**
 * How often each caller may ask: so many at once, then so many a second (a leaking bucket). Who comes a little too soon waits; who would have to wait past
 * patience is refused. Counted in this process alone: several instances allow as many times more.
 */
export class Pace {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #patience: number;
  readonly #level = new Map<string, { level: number; at: number }>();
  constructor({ burst, perSecond, patience }: { burst: number; perSecond: number; patience: number }) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#patience = patience;
  }

  /** Notes one request at `now` (seconds of a steady clock). Answers the seconds to let it wait, or undefined where it is refused: then it is not counted. */
  take(who: string, now: number): number | undefined {
    const before = this.#level.get(who);
    const level = 1 + (before === undefined ? 0 : Math.max(0, before.level - (now - before.at) * this.#perSecond));
    const wait = Math.max(0, (level - this.#burst) / this.#perSecond);
    if (wait > this.#patience) return undefined;
    this.#level.delete(who);
    this.#level.set(who, { level, at: now });
    for (const oldest of this.#level.keys()) { if (this.#level.size <= KEPT) break; this.#level.delete(oldest); }
    return wait;
  }
}
