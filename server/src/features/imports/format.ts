import type { Permission } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { FileRefusal, ReaderRefusal } from './reader/protocol.ts';

/** What an import did. rows = inserted + returned + updated + unchanged + refused, always; `removed` and `held` stand beside. */
export interface MergeCounts {
  inserted: number;
  returned: number;
  updated: number;
  unchanged: number;
  removed: number;
  held: number;
}

/** The commune an import works in. */
export interface ImportCommune {
  id: number;
  code: string;
  currency: string;
  srid: number;
  timezone: string;
}

/** The batch while its format works on it. `meta` is what the reader found out; `notes` is kept with the batch and may be added to. */
export interface Batch {
  id: string;
  commune: ImportCommune;
  format: string;
  layer: string;
  options: Record<string, unknown>;
  meta: Record<string, unknown>;
  notes: Record<string, unknown>;
  sourceName: string;
  sourceHash: string;
  person: string | null;
  /**
   * Runs work in a transaction beside the batch's own, which sees the stage as it was read; one work after another: more would take the core
   * that the batch itself works on. Undefined where the engine has one connection. Awaited before the stage goes, whatever the end.
   */
  beside?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

export type Progress = (stage: string, done: number, total: number | null) => void;

/**
 * A kind of file. The reader module fills the staging table in a child process; `check` refuses what only all rows together show; `merge`
 * brings the stage into the register inside the batch's one transaction; `undo` takes exactly that back.
 */
export interface ImportFormat {
  name: string;
  permission: Permission;
  /** URL of the module the child imports: `new URL('./reader.ts', import.meta.url).href`. */
  reader: string;
  /** Columns of the staging table after `row integer`, as `name type`; the reader's CSV follows this order. */
  stagingColumns: readonly (readonly [name: string, type: string])[];
  /** The staging columns whose statistics the planner needs; all of them when absent, none where the format takes what it needs itself. */
  surveyed?: readonly string[];
  /** The layer that changes: two imports into one layer of a commune wait for each other. */
  layer(options: Record<string, unknown>): string;
  /** Options the reader needs beside the person's: the currency's decimals, a remembered mapping. */
  readerOptions?(tx: Tx, commune: ImportCommune, options: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Whole-file refusals that need the stage or the reader's facts; also settles `batch.options` (the capture's date). */
  settle?(tx: Tx, stage: string, batch: Batch): Promise<FileRefusal | undefined>;
  /** Deletes from the stage the rows it refuses and answers them; a merge may find more (`late`). */
  check(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]>;
  merge(tx: Tx, stage: string, batch: Batch, progress: Progress): Promise<MergeCounts & { late?: ReaderRefusal[] }>;
  undo(tx: Tx, batch: Batch): Promise<void>;
  /** The kind of job that looks at the rows once they are in, or gone again. */
  followUp?: string;
}
