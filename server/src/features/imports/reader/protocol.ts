/** A row the reader will not let through. `row` counts records as a person sees them: the heading is row 1. */
export interface ReaderRefusal {
  row: number;
  column: string | null;
  value: string | null;
  code: string;
  params?: Record<string, unknown>;
}

/** Why a whole file is refused; nothing of it is kept. `params` fill the catalogue's text. */
export interface FileRefusal {
  code: string;
  row?: number;
  column?: string;
  params?: Record<string, unknown>;
}

/** What a reader is given: the file, a folder of its own that disappears with it, and the person's options. */
export interface ReaderInput {
  file: string;
  /** The name the file had at its sender's; never used as a path. */
  name: string;
  folder: string;
  options: Record<string, unknown>;
}

/** Where a reader puts what it finds. Rows are CSV text in the order of the format's staging columns, the first being the row number. */
export interface ReaderOutput {
  /** Queues CSV lines; wait for the answer now and then, or memory grows with the file. */
  write(lines: string): Promise<void> | void;
  /** Marks the end of a slice: the database takes slices one by one, so that nobody waits long. Called by `write` itself every few megabytes. */
  cut(): void;
  refuse(refusal: ReaderRefusal): void;
  /** Facts about the file (columns, encoding, date order, CRS…); later ones are added to earlier ones. */
  meta(facts: Record<string, unknown>): void;
  /** Bytes or rows done, of how many. */
  progress(done: number, total: number): void;
  /** Ends the reading: the whole file is refused. */
  refuseFile(refusal: FileRefusal): never;
}

/** A reader module exports `read`. It answers the number of records seen, refused ones included. */
export type Reader = (input: ReaderInput, output: ReaderOutput) => Promise<number>;
export interface ReaderModule { read: Reader }

export type ToChild = { kind: 'start'; module: string; input: ReaderInput };
export type FromChild =
  | { kind: 'meta'; facts: Record<string, unknown> }
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'refusal'; list: ReaderRefusal[] }
  | { kind: 'refused_file'; refusal: FileRefusal }
  | { kind: 'failed'; message: string }
  | { kind: 'done'; rows: number; meta: Record<string, unknown> };

/** Ends a slice on standard output: text for PostgreSQL never holds this byte. */
export const SLICE_END = 0;

/** The file as a whole is refused; crosses from the reader to whoever started the import. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.row === undefined ? refusal.code : `${refusal.code} (row ${refusal.row})`);
    this.refusal = refusal;
  }
}
