import type { FileResult } from '@sommier/domain/exports';
import type { ImportOutcome, RefusedFile } from '@sommier/domain/imports';

/** What a finished job left, told by what only that kind of result holds. The server wrote it under its schema; checking it again would carry the schemas to every screen. */
const holding = <T>(result: unknown, key: keyof T & string): T | undefined => (typeof result === 'object' && result !== null && key in result ? (result as T) : undefined);

/** The file a job made, or nothing. */
export const fileOf = (result: unknown): FileResult | undefined => holding<FileResult>(result, 'bytes');
/** The counts of an import that was carried out, or nothing. */
export const outcomeOf = (result: unknown): ImportOutcome | undefined => holding<ImportOutcome>(result, 'refusals');
/** Why a file was refused as a whole, or nothing. */
export const refusedFileOf = (result: unknown): RefusedFile | undefined => holding<{ refused_file: RefusedFile }>(result, 'refused_file')?.refused_file;
