import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { typeParsers } from '../types.ts';
import { toText } from './values.ts';

interface RawResult {
  command: string | null;
  rowCount: number | null;
  fields: { name: string; dataTypeID: number }[];
  rows: (string | null)[][];
}
export interface Result {
  command: string | null;
  rowCount: number | null;
  fields: { name: string; dataTypeID: number }[];
  rows: Record<string, unknown>[];
}
interface Fault { message: string; fields: Record<string, unknown> }
type Message = { ready: true } | { failed: Fault } | { id: number; results: RawResult[] } | { id: number; error: Fault };
type Query = { text: string; values?: unknown[] };
type Callback = (error: Error | null, result?: Result | Result[]) => void;

/** The embedded database stopped; what it had acknowledged is on the disk. */
export class EmbeddedDatabaseStopped extends Error {
  override readonly name = 'EmbeddedDatabaseStopped';
}

/** The one connection to the database of a worker thread, with the manners of the driver's `Client`. Emits `end` once it is lost. */
export class EmbeddedConnection extends EventEmitter {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (results: RawResult[]) => void; reject: (error: Error) => void }>();
  #next = 1;
  #gone: Error | undefined;

  private constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  /** Starts the thread on a folder, creating the database when the folder is empty. */
  static open(folder: string): Promise<EmbeddedConnection> {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { folder }, execArgv: [] });
    const connection = new EmbeddedConnection(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: Message) => {
        if ('ready' in message) resolve(connection);
        else if ('failed' in message) reject(toError(message.failed));
        else connection.#settle(message);
      });
      worker.on('error', (error) => { connection.#lose(error); reject(error); });
      worker.on('exit', (code) => {
        connection.#lose(new Error(`its thread ended with status ${String(code)}`));
        reject(connection.#gone ?? new Error('the embedded database ended'));
      });
    });
  }

  get lost(): boolean { return this.#gone !== undefined; }

  /** The driver's own call: a statement, or several of them when there are no values. */
  query(query: string | Query, callback: Callback): void {
    const { text, values = [] } = typeof query === 'string' ? { text: query } : query;
    this.run(text, values).then((result) => { callback(null, result); }, (error: unknown) => { callback(error as Error); });
  }

  /** Runs one statement with values, or a script without. Answers one result, or a list for a script of several statements. */
  async run(sql: string, values: readonly unknown[] = []): Promise<Result | Result[]> {
    const results = values.length > 0
      ? await this.#send({ kind: 'query', sql, values: values.map(toText) })
      : await this.#send({ kind: 'script', sql });
    const read = results.map(readResult);
    return read.length > 1 ? read : read[0] ?? { command: null, rowCount: null, fields: [], rows: [] };
  }

  /** Feeds one slice of whole records to `COPY … FROM '/dev/blob'`; the bytes are handed over, not copied. Answers the rows loaded. */
  async copyIn(sql: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    const [result] = await this.#send({ kind: 'copyIn', sql, bytes }, [bytes.buffer]);
    return result?.rowCount ?? 0;
  }

  /** Closes the database and its thread. */
  async end(): Promise<void> {
    if (this.#gone === undefined) {
      await this.#send({ kind: 'close' });
      this.#gone = new EmbeddedDatabaseStopped('The embedded database is closed.');
    }
    await this.abandon();
  }

  /** Ends the thread at once, as a crash would: whoever waits is told, nothing uncommitted stays. */
  async abandon(): Promise<void> { await this.#worker.terminate(); }

  #send(message: Record<string, unknown>, transfer: ArrayBuffer[] = []): Promise<RawResult[]> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...message }, transfer);
    });
  }

  #settle(message: { id: number; results: RawResult[] } | { id: number; error: Fault }): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(toError(message.error));
    else waiting?.resolve(message.results);
  }

  #lose(cause: Error): void {
    if (this.#gone !== undefined) return;
    this.#gone = new EmbeddedDatabaseStopped(`The embedded database stopped: ${cause.message}. It is opened again at the next request; what was under way was not saved, everything before it was.`, { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
    this.emit('end', this.#gone);
  }
}

/** The driver's own error, so that callers read `code`, `constraint` and the rest alike on both engines. */
function toError({ message, fields }: Fault): Error {
  if (typeof fields['code'] !== 'string') return new Error(message);
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), fields);
}

function readResult({ command, rowCount, fields, rows }: RawResult): Result {
  const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: typeParsers.getTypeParser(dataTypeID, 'text') as (text: string) => unknown }));
  return {
    command, rowCount, fields,
    rows: rows.map((values) => {
      const row: Record<string, unknown> = {};
      columns.forEach(({ name, parse }, i) => {
        const value = values[i] ?? null;
        row[name] = value === null ? null : parse(value);
      });
      return row;
    }),
  };
}
