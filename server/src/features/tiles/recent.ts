/** A tile as it was sent, and what it was as of. */
export interface Kept { bytes: Buffer; zipped: boolean; version: string }

const sizeOf = (key: string, { bytes }: Kept): number => bytes.length + key.length * 2 + 200;

/** The tiles asked for lately, by key, up to a number of bytes; what was not asked for longest goes first. Whoever takes one compares its version. */
export class Recent {
  readonly #kept = new Map<string, Kept>();
  readonly #limit: number;
  #bytes = 0;
  constructor(limitBytes: number) { this.#limit = limitBytes; }

  get(key: string): Kept | undefined {
    const found = this.#kept.get(key);
    if (found !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
    }
    return found;
  }
  put(key: string, kept: Kept): void {
    if (sizeOf(key, kept) > this.#limit / 8) return;
    this.#drop(key);
    this.#kept.set(key, kept);
    this.#bytes += sizeOf(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#limit) break;
      this.#drop(oldest);
    }
  }
  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(key, kept);
  }
}
