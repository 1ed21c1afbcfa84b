import type pg from 'pg';
import type { Fields } from '../database.ts';

/** The signature's eleven bytes and the flags; then the length of an extension, which nobody uses. */
const HEAD = 15;

/** Where a row that begins at `at` ends; undefined when it does not lie whole in these bytes. */
function endOfRow(bytes: Buffer, at: number): number | undefined {
  if (at + 2 > bytes.length) return undefined;
  let end = at + 2;
  for (let left = bytes.readInt16BE(at); left > 0; left -= 1) {
    if (end + 4 > bytes.length) return undefined;
    end += 4 + Math.max(bytes.readInt32BE(end), 0);
  }
  return end > bytes.length ? undefined : end;
}

/**
 * Rows of PostgreSQL's binary COPY (its manual, "COPY", Binary Format) from its messages: a count of fields, then each field's length (-1 is null)
 * and bytes; a count of -1 ends. The fields are views of the messages; only where a row lies in two of them are these joined, which copies.
 */
export function readRows(messages: readonly Buffer[]): Fields[] {
  const rows: Fields[] = [], waiting = [...messages];
  let bytes = waiting.shift() ?? Buffer.alloc(0), at = 0;
  const join = (): void => { [bytes, at] = [Buffer.concat([bytes.subarray(at), ...waiting.splice(0)]), 0]; };
  if (bytes.length < HEAD + 4) join();
  at = HEAD + 4 + bytes.readInt32BE(HEAD);
  for (;;) {
    if (at >= bytes.length && waiting.length > 0) { [bytes, at] = [waiting.shift() as Buffer, 0]; continue; }
    if (endOfRow(bytes, at) === undefined && waiting.length > 0) join();
    const end = endOfRow(bytes, at);
    if (end === undefined) throw new Error('the copied rows are cut short');
    const count = bytes.readInt16BE(at);
    if (count < 0) return rows;
    const row: (Buffer | null)[] = [];
    for (at += 2; at < end;) {
      const length = bytes.readInt32BE(at), from = at + 4;
      at = from + Math.max(length, 0);
      row.push(length < 0 ? null : bytes.subarray(from, at));
    }
    rows.push(row);
  }
}

const nothing = (): void => undefined;

/** A statement in the driver's queue that keeps what COPY sends. The driver tells it what it hears by these names. */
class Copied {
  readonly rows: Promise<Fields[]>;
  readonly #text: string;
  readonly #messages: Buffer[] = [];
  #done: (rows: Fields[]) => void = nothing;
  #fail: (error: Error) => void = nothing;
  readonly handleRowDescription = nothing;
  readonly handleDataRow = nothing;
  readonly handleCommandComplete = nothing;
  readonly handlePortalSuspended = nothing;
  readonly handleEmptyQuery = nothing;
  readonly handleCopyInResponse = nothing;
  constructor(text: string) {
    this.#text = text;
    this.rows = new Promise((done, fail) => { this.#done = done; this.#fail = fail; });
  }
  submit(connection: { query: (text: string) => void }): void { connection.query(this.#text); }
  handleCopyData({ chunk }: { chunk: Buffer }): void { this.#messages.push(chunk); }
  handleError(error: Error): void { this.#fail(error); }
  handleReadyForQuery(): void {
    try { this.#done(readRows(this.#messages)); } catch (fault) { this.#fail(fault as Error); }
  }
}

/** What the function answers, by COPY: the driver itself reads every answer as text, where bytes are twice as long. Nothing of the value stands in the statement but hexadecimal. */
export function callForBytes(connection: pg.Client, fn: string, asked: unknown): Promise<Fields[]> {
  const hex = Buffer.from(JSON.stringify(asked)).toString('hex');
  const copied = new Copied(`copy (select * from ${fn}(convert_from(decode('${hex}', 'hex'), 'UTF8')::jsonb)) to stdout (format binary)`);
  connection.query(copied as unknown as pg.Submittable);
  return copied.rows;
}
