import type { ImportOutcome, RefusedFile, Refusal } from '@sommier/domain/imports';
import { refusalText } from '@sommier/domain/imports';
import type { Language } from '@sommier/domain/shared';
import type { FileRefusal, ReaderRefusal } from './reader/protocol.ts';
import type { ImportSummary } from './run-import.ts';

/** A refusal with its words in the reader's language. */
export const refusalOf = (language: Language, r: ReaderRefusal): Refusal => ({
  row: Number(r.row), column: r.column, value: r.value, code: r.code, ...refusalText(language, r.code, { row: r.row, column: r.column ?? '', value: r.value ?? '', ...r.params }),
});

export const refusedFileOf = (language: Language, r: FileRefusal): RefusedFile => ({
  code: r.code, ...refusalText(language, r.code, { ...(r.row === undefined ? {} : { row: r.row }), ...(r.column === undefined ? {} : { column: r.column }), ...r.params }),
  ...(r.row === undefined ? {} : { row: r.row }), ...(r.column === undefined ? {} : { column: r.column }),
});

/** What a run did, as the command prints it and the job keeps it. */
export const outcomeOf = (language: Language, s: ImportSummary): ImportOutcome => ({
  batch: s.batch, rows: s.rows, inserted: s.inserted, returned: s.returned, updated: s.updated, unchanged: s.unchanged, refused: s.refused, removed: s.removed, held: s.held,
  refusals: s.refusals.map((r) => refusalOf(language, r)), notes: s.notes,
});
