/**
 * Asks a question once for all who ask it at the same time. Nobody is answered by a question asked before his own: what he saved before asking is in his answer.
 * A question on its way is not waited for while fewer than `width` are: on a busy machine an answer takes its turn, and those who come meanwhile theirs.
 */
export class Coalesced<T> {
  readonly #width: number;
  readonly #running = new Map<string, number>();
  readonly #next = new Map<string, { promise: Promise<T>; begin: () => void }>();
  constructor(width = 1) { this.#width = width; }

  ask(key: string, question: () => Promise<T>): Promise<T> {
    let next = this.#next.get(key);
    if (next === undefined) {
      let begin = (): void => undefined;
      const turn = new Promise<void>((resolve) => { begin = resolve; });
      next = { promise: turn.then(() => this.#start(key, question)), begin };
      this.#next.set(key, next);
      // Those of the same tick join; then the first place that is free takes them all.
      setImmediate(() => { this.#take(key); });
    }
    return next.promise;
  }

  #take(key: string): void {
    const next = this.#next.get(key), running = this.#running.get(key) ?? 0;
    if (next === undefined || running >= this.#width) return;
    this.#next.delete(key);
    this.#running.set(key, running + 1);
    next.begin();
  }
  async #start(key: string, question: () => Promise<T>): Promise<T> {
    try { return await question(); } finally {
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left === 0) this.#running.delete(key); else this.#running.set(key, left);
      this.#take(key);
    }
  }
}
