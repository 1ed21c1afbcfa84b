/** The bytes asked for lately, by key, up to a number of bytes; what was not asked for longest goes first. Nothing is stale: keys carry the version. */
export class Recent {
  readonly #kept = new Map<string, Buffer>();
  readonly #limit: number;
  #bytes = 0;
  constructor(limitBytes: number) { this.#limit = limitBytes; }

  get(key: string): Buffer | undefined {
    const found = this.#kept.get(key);
    if (found !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
    }
    return found;
  }
  put(key: string, bytes: Buffer): void {
    const size = bytes.length + key.length + 200;
    if (size > this.#limit / 8 || this.#kept.has(key)) return;
    this.#kept.set(key, bytes);
    this.#bytes += size;
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= this.#limit) break;
      this.#kept.delete(oldest);
      this.#bytes -= old.length + oldest.length + 200;
    }
  }
}
