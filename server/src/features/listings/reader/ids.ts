const SCIENTIFIC = /^\s*[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+\s*$/;
const LONG = 17;
const KEPT_BY_SPREADSHEETS = 15;
const ENOUGH = 5;

/** Watches the id column for what a spreadsheet does to long numbers: scientific notation, or zeros after the fifteenth digit. */
export class IdWatch {
  private long = 0;
  private zeroed = 0;
  private first: { row: number; id: string } | undefined;

  destroyed(id: string, row: number): boolean {
    if (id.length >= LONG && /^\d+$/.test(id)) {
      this.long += 1;
      if (/^0+$/.test(id.slice(KEPT_BY_SPREADSHEETS))) {
        this.zeroed += 1;
        this.first ??= { row, id };
      }
    }
    const letter = id.includes('E') || id.includes('e');
    return letter && SCIENTIFIC.test(id);
  }
  /** The first id whose end was rounded away, when all long ones were. */
  rounded(): { row: number; id: string } | undefined {
    return this.long >= ENOUGH && this.zeroed === this.long ? this.first : undefined;
  }
}
