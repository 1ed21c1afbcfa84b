const QUOTE = 34;
const LF = 10;
const CR = 13;

/** A record longer than this has a quote that never closes, or is none. */
export const LONGEST = 4_000_000;

/**
 * Cuts CSV text into records as it comes. Cells are unescaped; `special[i]` is 1 where cell i holds a separator, a quote or a line break, so
 * that a writer need not look again. Both arrays are used again for the next record.
 */
export class CsvRecords {
  readonly cells: string[] = [];
  readonly special: number[] = [];
  /** Records seen so far, the heading included; blank lines count as a person counts them. */
  row = 0;
  private rest = '';
  private readonly delimiter: number;

  constructor(delimiter: string) { this.delimiter = delimiter.charCodeAt(0); }

  /** Why `feed` answered false. */
  get stuck(): 'unclosed_quote' | 'record_too_big' { return this.rest.includes('"') ? 'unclosed_quote' : 'record_too_big'; }

  /** Calls back for each whole record of what was held and `text`; `last` takes what is left as a record. False when a quote never closes or a record is too long: nothing more may be fed. */
  feed(text: string, last: boolean, record: () => void): boolean {
    const all = this.rest === '' ? text : this.rest + text;
    let at = 0;
    while (at < all.length) {
      const next = this.one(all, at, last);
      if (next < 0) break;
      at = next;
      this.row += 1;
      if (this.cells.length > 1 || this.cells[0] !== '') record();
    }
    this.rest = at === 0 ? all : all.slice(at);
    return this.rest.length < LONGEST && (!last || this.rest === '');
  }

  /** Reads one record from `at`; answers where the next begins, or -1 when the record is not whole yet. */
  private one(all: string, at: number, last: boolean): number {
    const { cells, special, delimiter } = this;
    const length = all.length;
    let i = at, n = 0;
    for (;;) {
      let code = i < length ? all.charCodeAt(i) : -1;
      if (code === QUOTE) {
        const end = this.quoted(all, i, last, n);
        if (end < 0) return -1;
        i = end;
        code = i < length ? all.charCodeAt(i) : -1;
      } else {
        const start = i;
        while (code !== delimiter && code !== LF && code !== -1) code = ++i < length ? all.charCodeAt(i) : -1;
        if (code === -1 && !last) return -1;
        const end = code !== delimiter && i > start && all.charCodeAt(i - 1) === CR ? i - 1 : i;
        cells[n] = start === end ? '' : all.slice(start, end);
        special[n] = 0;
      }
      n += 1;
      if (code === delimiter) { i += 1; continue; }
      // Emptied first, both arrays would be allocated again for each record.
      if (cells.length > n) cells.length = special.length = n;
      return code === LF ? i + 1 : length;
    }
  }

  /** Reads a quoted cell into place n; answers the place of the separator after it. Text after the closing quote is kept as it stands. */
  private quoted(all: string, at: number, last: boolean, n: number): number {
    let end = all.indexOf('"', at + 1);
    let doubled = false;
    while (end >= 0 && all.charCodeAt(end + 1) === QUOTE) {
      doubled = true;
      end = all.indexOf('"', end + 2);
    }
    if (end < 0 || (end + 2 >= all.length && !last)) return -1;
    let value = all.slice(at + 1, end);
    if (doubled) value = value.replaceAll('""', '"');
    let i = end + 1;
    let tail = i;
    for (let code = i < all.length ? all.charCodeAt(i) : LF; code !== this.delimiter && code !== LF; code = ++i < all.length ? all.charCodeAt(i) : LF) tail = i + 1;
    if (i >= all.length && !last) return -1;
    if (tail > end + 1) value += all.slice(end + 1, tail).replace(/\r$/, '');
    this.cells[n] = value;
    this.special[n] = /[",;\t\n\r]/.test(value) ? 1 : 0;
    return i;
  }
}
