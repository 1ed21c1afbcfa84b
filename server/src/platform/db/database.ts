import type { Readable } from 'node:stream';
import type { Knex } from 'knex';

/** An open transaction. `tx.raw(sql, bindings)` answers `{rows, rowCount}` on both engines. */
export type Tx = Knex.Transaction;

/** In whose name a transaction works: the commune's row id, and the person's id. */
export interface Scope {
  commune: number;
  person?: string;
}

export interface ScopeOptions {
  /** A read that bears a moment's delay: may be served by a replica, and is refused any write. */
  readOnly?: boolean;
}

/** The fields of a row, each as its bytes: text in UTF-8, bytea as it is, null where the row has none. */
export type Fields = readonly (Buffer | null)[];

/** Runs a piece of a long reading; all pieces of one snapshot see the same data where the engine can hold it. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * The one way to the data. Every connection works as the role `sommier_app`, which policies bind to the commune of the transaction.
 * `date` is text 'YYYY-MM-DD', bigint and numeric are text, jsonb is parsed, bytea is a Buffer, timestamptz is a Date; sessions are in UTC.
 * Inside a transaction use only its `tx`: the embedded engine has a single connection, and a nested call would wait for itself
 * (it is refused after a minute).
 */
export interface Database {
  /** As sommier_app without a commune; rarely used directly. */
  readonly knex: Knex;
  /** One transaction that sees and writes the rows of one commune. */
  inCommune<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: ScopeOptions): Promise<T>;
  /**
   * A long reading in pieces. With `steady` every piece sees the commune as it was at the first (one repeatable-read transaction, for as long as
   * `work` runs). The embedded engine has one connection, which nobody may hold for long: there each piece is a transaction of its own, and what is
   * saved meanwhile may be in a later piece and not in an earlier one.
   */
  inSnapshot<T>(scope: Scope, work: (read: Read, steady: boolean) => Promise<T>): Promise<T>;
  /** One transaction without a commune: signing in, sessions, a person's own communes. */
  asPerson<T>(person: string | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction as the owner, past the policies: claiming jobs, creating communes, backups. Never with a request's own SQL. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One statement outside any transaction, kept prepared under its name: for the few that are asked hundreds of times a second. Placeholders
   * are $1, $2…; the statement itself names its commune, or answers nothing.
   */
  prepared<Row>(name: string, sql: string, values: readonly unknown[]): Promise<Row[]>;
  /**
   * One call of a function of ours, given a value as its one jsonb, outside any transaction: rows of its text and bytea columns. For large bytes
   * asked for often: as text they are twice as long, and reading that cost more than the rest of a tile. The function itself names its commune,
   * or answers nothing.
   */
  bytesOf(fn: 'tile_answer', asked: unknown): Promise<Fields[]>;
  /**
   * Loads CSV into a table without policies (a staging table); answers the number of rows.
   * UTF-8, no header, comma, double quotes; an unquoted empty field is NULL, a quoted one the empty text.
   */
  copyCsv(tx: Tx, table: string, columns: readonly string[], csv: Readable): Promise<number>;
  /** Tells the listeners of a channel, in every process on this database, once the transaction is committed. Payload under 8 kB. */
  notify(tx: Tx, channel: string, payload?: string): Promise<void>;
  /** Calls back on every notice of the channel until the answer is called. Notices can be lost when the link is: poll slowly as well. */
  onNotify(channel: string, listener: (payload: string) => void): () => void;
  /** Several transactions can run at once: work may go on beside an open one, and sees only what is committed. The embedded engine has one connection. */
  readonly parallel: boolean;
  /** What the operator should know about this database, in English for the log (missing rights, slow plans). */
  readonly warnings: readonly string[];
  /** How the replica stood when it was last looked at; undefined where there is none. */
  replica(): 'following' | 'behind' | 'away' | undefined;
  close(): Promise<void>;
}
