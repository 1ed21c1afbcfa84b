/**
 * Asks a question once for all who ask it at the same time. Who comes while an answer is on its way waits for the next one, never for that:
 * what he saved before asking is in it.
 */
export class Coalesced<T> {
  readonly #running = new Map<string, Promise<T>>();
  readonly #next = new Map<string, Promise<T>>();

  ask(key: string, question: () => Promise<T>): Promise<T> {
    const running = this.#running.get(key);
    if (running === undefined) return this.#start(key, question);
    let next = this.#next.get(key);
    if (next === undefined) {
      next = running.catch(() => undefined).then(() => {
        this.#next.delete(key);
        return this.#start(key, question);
      });
      this.#next.set(key, next);
    }
    return next;
  }

  #start(key: string, question: () => Promise<T>): Promise<T> {
    const started = question().finally(() => { if (this.#running.get(key) === started) this.#running.delete(key); });
    this.#running.set(key, started);
    return started;
  }
}
