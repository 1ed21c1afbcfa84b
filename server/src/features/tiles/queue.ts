/** The last reader of a piece of work went away before it began. */
export class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

interface Job<T> { readers: number; promise: Promise<T> }

/**
 * Runs at most `width` pieces of work at a time and each key once, however many ask for it. The newest wait is served first (the map has moved
 * on from the older ones), and what nobody waits for any more never begins: its promise rejects with Unwanted.
 */
export class WorkQueue<T> {
  readonly #width: number;
  readonly #jobs = new Map<string, Job<T>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  constructor(width: number) { this.#width = width; }

  /** `gone` aborts when this reader no longer wants the answer. */
  do(key: string, gone: AbortSignal, work: () => Promise<T>): Promise<T> {
    const job = this.#jobs.get(key) ?? this.#add(key, work);
    job.readers += 1;
    gone.addEventListener('abort', () => { job.readers -= 1; }, { once: true });
    return job.promise;
  }

  #add(key: string, work: () => Promise<T>): Job<T> {
    const job: Job<T> = {
      readers: 0,
      promise: this.#turn().then(() => {
        if (job.readers <= 0) throw new Unwanted();
        return work();
      }).finally(() => {
        this.#jobs.delete(key);
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
