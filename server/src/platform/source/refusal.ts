import { CsvError } from 'csv-parse';
import { BadEncoding } from '../text/index.ts';
import { SourceRefused } from './types.ts';

export interface WholeFileRefusal { code: string; row?: number; column?: string; params?: Record<string, unknown> }
/** What a fault of a source says of the whole file; null where it is no fault of the file. */
export function refusalOfFile(error: unknown): WholeFileRefusal | null {
  if (error instanceof SourceRefused) return { code: error.code, ...error.more };
  if (error instanceof BadEncoding) return { code: 'bad_encoding' };
  if (error instanceof CsvError) return { code: 'broken_csv', ...(typeof error['lines'] === 'number' ? { row: error['lines'] } : {}), params: { why: error.code } };
  return null;
}
/** Runs a reading; a fault of the file becomes its refusal. */
export async function refusing<T>(output: { refuseFile(refusal: WholeFileRefusal): never }, work: () => Promise<T>): Promise<T> {
  try { return await work(); } catch (error) {
    const refusal = refusalOfFile(error);
    if (refusal !== null) output.refuseFile(refusal);
    throw error;
  }
}
