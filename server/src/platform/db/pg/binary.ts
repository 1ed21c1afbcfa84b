import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Fields } from '../database.ts';

/** The signature's eleven bytes and the flags; then the length of an extension, which nobody uses. */
const HEAD = 15;

/** Rows of PostgreSQL's binary COPY (its manual, "COPY", Binary Format): a count of fields, then each field's length (-1 is null) and bytes; -1 ends. The fields are views of `bytes`. */
export function readRows(bytes: Buffer): Fields[] {
  const rows: Fields[] = [];
  let at = HEAD + 4 + bytes.readInt32BE(HEAD);
  for (let left = bytes.readInt16BE(at); left >= 0; left = bytes.readInt16BE(at)) {
    const row: (Buffer | null)[] = [];
    at += 2;
    for (; left > 0; left -= 1) {
      const length = bytes.readInt32BE(at), from = at + 4;
      at = from + Math.max(length, 0);
      row.push(length < 0 ? null : bytes.subarray(from, at));
    }
    rows.push(row);
  }
  return rows;
}

/** What the function answers, by COPY: the driver itself reads every answer as text, where bytes are twice as long. Nothing of the value stands in the statement but hexadecimal. */
export function callForBytes(connection: pg.Client, fn: string, asked: unknown): Promise<Fields[]> {
  const hex = Buffer.from(JSON.stringify(asked)).toString('hex');
  const stream = connection.query(copyTo(`copy (select * from ${fn}(convert_from(decode('${hex}', 'hex'), 'UTF8')::jsonb)) to stdout (format binary)`));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    stream.once('end', () => { resolve(readRows(chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks))); });
    stream.once('error', reject);
  });
}
