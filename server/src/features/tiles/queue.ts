/** The last reader of a piece of work went away before it began. */
export class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

interface Job<T> { readers: number; begun: boolean; promise: Promise<T> }

/**
 * Runs at most `width` pieces of work at a time, and once for all who ask for a key before its work begins: who comes later gets newer work,
 * with what he saved before asking in it. The newest wait is served first (the map has moved on from the older ones), and what nobody waits
 * for any more never begins: its promise rejects with Unwanted.
 */
export class WorkQueue<T> {
  readonly #width: number;
  readonly #jobs = new Map<string, Job<T>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  constructor(width: number) { this.#width = width; }

  /** `onGone` is given what to call when this reader no longer wants the answer; calling it later does nothing. */
  do(key: string, onGone: (leave: () => void) => void, work: () => Promise<T>): Promise<T> {
    const waiting = this.#jobs.get(key);
    const job = waiting?.begun === false ? waiting : this.#add(key, work);
    job.readers += 1;
    onGone(() => { job.readers -= 1; });
    return job.promise;
  }

  #add(key: string, work: () => Promise<T>): Job<T> {
    const job: Job<T> = {
      readers: 0,
      begun: false,
      promise: this.#turn().then(() => {
        job.begun = true;
        if (job.readers <= 0) throw new Unwanted();
        return work();
      }).finally(() => {
        if (this.#jobs.get(key) === job) this.#jobs.delete(key);
        this.#running -= 1;
        this.#waiting.pop()?.();
      }),
    };
    this.#jobs.set(key, job);
    return job;
  }

  #turn(): Promise<void> {
    const begin = (): void => { this.#running += 1; };
    if (this.#running < this.#width) {
      begin();
      return Promise.resolve();
    }
    return new Promise((resolve) => { this.#waiting.push(() => { begin(); resolve(); }); });
  }
}
