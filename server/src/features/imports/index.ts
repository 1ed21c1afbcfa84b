export type { Batch, ImportCommune, ImportFormat, MergeCounts, Progress } from './format.ts';
export type { FileRefusal, Reader, ReaderInput, ReaderOutput, ReaderRefusal } from './reader/protocol.ts';
export { FileRefused } from './reader/protocol.ts';
export { runImport, type ImportRequest, type ImportSummary } from './run-import.ts';
export { undoImport } from './undo-import.ts';
export { sweepStages } from './stage.ts';
