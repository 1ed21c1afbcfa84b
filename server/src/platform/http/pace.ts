const KEPT = 10_000;

/** How often each caller may ask: so many at once, then so many a second (a leaking bucket). Counted in this process alone: several instances allow as many times more. */
export class Pace {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #level = new Map<string, { level: number; at: number }>();
  constructor({ burst, perSecond }: { burst: number; perSecond: number }) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Notes one request at `now` (seconds of a steady clock). Answers 0 when it may go on, else whole seconds to wait; what is refused is not counted. */
  take(who: string, now: number): number {
    const before = this.#level.get(who);
    const level = before === undefined ? 0 : Math.max(0, before.level - (now - before.at) * this.#perSecond);
    if (level + 1 > this.#burst) return Math.max(1, Math.ceil((level + 1 - this.#burst) / this.#perSecond));
    this.#level.delete(who);
    this.#level.set(who, { level: level + 1, at: now });
    for (const oldest of this.#level.keys()) { if (this.#level.size <= KEPT) break; this.#level.delete(oldest); }
    return 0;
  }
}
