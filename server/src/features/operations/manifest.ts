import { z } from 'zod';

export const FORMAT = 'sommier-backup/1';
/** First member: what the archive is, so that a wrong one is refused before anything is read. */
export const Head = z.object({ format: z.literal(FORMAT), madeAt: z.iso.datetime(), migrations: z.array(z.string()), tables: z.record(z.string(), z.array(z.string())) });
/** Last member: what everything before it must come to. */
export const Manifest = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number().int(), sum: z.string() })),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.string(), called: z.boolean() })),
  files: z.array(z.object({ member: z.string(), path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  communes: z.array(z.object({ commune: z.string(), entries: z.number().int(), head: z.string() })),
  /** Files of documents, and those that were not whole when the archive was made. */
  documents: z.object({ kept: z.number().int(), faults: z.array(z.object({ path: z.string(), fault: z.enum(['missing', 'damaged']) })) }),
});
export type Manifest = z.output<typeof Manifest>;

/** What `backup` and `restore` print. */
export interface Outcome { file: string; bytes: number; tables: number; rows: number; files: number; communes: Manifest['communes']; documents: Manifest['documents'] }
export const outcome = (file: string, bytes: number, m: Manifest): Outcome => ({
  file, bytes, tables: Object.keys(m.tables).length, rows: Object.values(m.tables).reduce((n, t) => n + t.rows, 0), files: m.files.length, communes: m.communes, documents: m.documents,
});
