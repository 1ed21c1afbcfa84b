/** Counts checks; a failing one is told and the next ones go on. */
export class Tally {
  passed = 0;
  failed = 0;
  /** Runs one check; answers its value, or undefined when it failed. */
  async check<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const value = await work();
      this.passed += 1;
      console.log(`  ok      ${name}`);
      return value;
    } catch (error) {
      this.failed += 1;
      console.log(`  FAILED  ${name}\n${String((error as Error).message).split('\n').slice(0, 14).map((l) => `          ${l}`).join('\n')}`);
      return undefined;
    }
  }
}
export const expectThat = (holds: boolean, message: string): void => { if (!holds) throw new Error(message); };

/** Polls until `probe` answers something: under our policy the page cannot evaluate text, so Playwright's own waiting for functions fails. */
export const until = async <T>(what: string, probe: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> => {
  const end = Date.now() + ms;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
};
